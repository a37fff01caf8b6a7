const names: readonly RegExp[] = [
  /^\.env(?:\.(?!example$|sample$|template$|dist$|defaults$).*)?$|^\.envrc$|\.env$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/i,
  /\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx|ppk|asc|gpg|ovpn|tfstate|tfvars|mobileprovision)(?:\.backup)?$/i,
  /^\.?(?:npmrc|yarnrc|pypirc|netrc|htpasswd|pgpass|my\.cnf|git-credentials|vault[_-]pass(?:word)?|dockercfg|s3cfg|boto)$|^_netrc$/i,
  /^(?:credentials|secrets?|passwords?)(?:[_-][\w-]+)?(?:\.(?:json|ya?ml|toml|ini|cfg|conf|properties|csv|txt|xml|plist))?$/i,
  /^(?:[\w.-]+[._-])?(?:credentials|secrets?)\.(?:json|ya?ml|toml|ini|cfg|conf|properties|csv|txt|xml|plist)$/i,
  /^(?:service[_-]?account|gcp[_-]?key|firebase[_-]?adminsdk)[\w.-]*\.json$|^kubeconfig$|^local\.settings\.json$/i,
];
const paths =
  /(?:^|\/)(?:\.aws\/credentials|\.docker\/config\.json|\.kube\/config|\.ssh\/[^/]+|\.gnupg\/.*)$/i;

/** Whether a file is there to hold secrets, by its name: `.env`, a private key, a store of passwords. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return paths.test(path) || names.some((one) => one.test(name));
}
