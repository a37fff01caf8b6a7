type Env = Readonly<Record<string, string | undefined>>;

/** What a program needs to find itself, its settings, the network and the person's language. */
const plain =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+|XDG_[A-Z_]+|(?:https?|all|no)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SYSTEMROOT|APPDATA|LOCALAPPDATA|USERPROFILE|DBUS_SESSION_BUS_ADDRESS)$/i;

/**
 * The environment of a model's command line: what it needs, and the variables of its own service. Nothing of git's
 * hooks, of an agent that doc-ops may run in (which would make it think that it is nested), nor keys of others.
 */
export function modelEnvironment(env: Env, own: RegExp): Env {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => plain.test(name) || own.test(name))),
    NO_COLOR: '1',
    TERM: 'dumb',
  };
}
