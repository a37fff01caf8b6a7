/**
 * Shapes of credentials, as the services that issue them document them. Each is long enough that ordinary code and
 * prose do not have it.
 */
export const secretShapes: readonly RegExp[] = [
  // Amazon Web Services: access keys and their like.
  /\b(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z2-7]{16}\b/,
  // GitHub, GitLab.
  /\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bgl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt)-[\w-]{16,}/,
  // Model services: Anthropic, OpenAI and those that took over their form, Hugging Face, Groq, Perplexity.
  /\bsk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{20,}|\bhf_[A-Za-z0-9]{20,}|\bgsk_[A-Za-z0-9]{20,}|\bpplx-[A-Za-z0-9]{20,}/,
  // Google.
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}/,
  // Slack, Discord, Telegram.
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{10,}|hooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,}/,
  /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}|discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20,}/,
  /\b\d{8,10}:[\w-]{35}\b/,
  // Stripe, Square, Shopify, Twilio, SendGrid, Mailgun, Mailchimp.
  /\b[rspw](?:k|hsec)_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9+/=]{20,}/,
  /\bsq0[a-z]{3}-[\w-]{20,}|\bEAAA[\w-]{50,}|\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}/,
  /\b(?:SK|AC)[0-9a-f]{32}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[0-9a-z]{32}\b|\b[0-9a-f]{32}-us\d{1,2}\b/,
  // Package registries and hosts.
  /\bnpm_[A-Za-z0-9]{30,}|\bpypi-[\w-]{30,}|\bdckr_(?:pat|oat)_[\w-]{20,}|\brubygems_[0-9a-f]{40,}/,
  /\bdop_v1_[0-9a-f]{40,}|\bhvs\.[\w-]{20,}|\bhvb\.[\w-]{20,}|\b[\w-]{10,}\.atlasv1\.[\w-]{40,}|\bdp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9]{30,}/,
  /\blin_(?:api|oauth)_[A-Za-z0-9]{30,}|\bntn_[A-Za-z0-9]{30,}|\bsecret_[A-Za-z0-9]{40,}|\bATATT3[\w=-]{50,}|\bAGE-SECRET-KEY-1[A-Z0-9]{50,}|\bops_eyJ[\w-]{50,}/,
  // JSON Web Tokens.
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/,
  // A user and a password in a URL or a connection string.
  /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@'"`<>]*:(?!\$\{|<|%|\{\{)[^\s/@'"`<>]{2,}@[^\s'"`]/i,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=[\w%+/=-]{16,}/i,
  /(?:^|[;"'\s])(?:password|pwd)\s*=\s*[^;"'\s{}<>$]{3,};/i,
  /\bAuthorization["']?\s*[:=]\s*["'`]?(?:Bearer|Basic|Token)\s+[\w+/=.~-]{8,}/i,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=_.~-]{24,}/,
  /\/\/[\w.-]+\/?:_(?:authToken|auth|password)\s*=\s*\S{4,}/,
  /\$(?:2[abxy]|argon2(?:id|i|d)|6|5|1)\$[^\s'"`]{20,}/,
];
