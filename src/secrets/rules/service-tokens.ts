/** Tokens of well-known services, told by their prefixes. */

import { anchorsFrom, digits, pattern, type Rule } from '../rule.ts';

/** @param form - the whole token; it begins where no token goes on. */
function token(kind: string, source: string, anchors: readonly string[], form: string, after?: RegExp): Rule {
  const rule: Rule = {
    kind,
    source,
    anchors,
    pattern: pattern(String.raw`(?<![\w-])(?<secret>${form})`),
    shown: 'ends',
  };
  return after === undefined ? rule : { ...rule, after };
}

export const serviceTokenRules: readonly Rule[] = [
  token(
    'GitHub token',
    'docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'hub_pat_'],
    String.raw`gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}`,
  ),
  token(
    'GitLab token',
    'docs.gitlab.com/security/tokens',
    ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'gloas-', 'glft-', 'glsoat-', 'glimt-', 'glagent-'],
    String.raw`gl(?:pat|dt|rt|ptt|cbt|oas|ft|soat|imt|agent)-[\w-]{20,300}(?:\.[\w.]{1,64})?`,
  ),
  token(
    'Slack token',
    'docs.slack.dev/authentication/tokens',
    ['xoxa', 'xoxb', 'xoxc', 'xoxd', 'xoxe', 'xoxo', 'xoxp', 'xoxr', 'xoxs', 'xapp-'],
    String.raw`xox[a-eoprs](?:\.xox[bp])?-[\w%-]{10,512}|xapp-\d-[\w-]{10,512}`,
  ),
  {
    kind: 'Slack webhook',
    source: 'docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    anchors: ['hooks.slack.com'],
    pattern: pattern(String.raw`hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w\/+-]{20,255})`),
    shown: 'ends',
  },
  token(
    'Stripe key',
    'docs.stripe.com/keys',
    ['_live_', '_test_', 'whsec_'],
    String.raw`[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+\/=]{24,255}`,
  ),
  token('npm token', 'docs.npmjs.com/about-access-tokens', ['npm_'], 'npm_[A-Za-z0-9]{36,64}'),
  token('PyPI token', 'pypi.org/help/#apitoken', ['pypi-ageij', 'pypi-ageic'], String.raw`pypi-AgEI[\w-]{40,512}`),
  token(
    'SendGrid key',
    'twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    anchorsFrom('sg.'),
    String.raw`SG\.[\w-]{16,32}\.[\w-]{32,64}`,
  ),
  token('Twilio key', 'twilio.com/docs/iam/api-keys', ['twilio'], '(?:SK|AC)[0-9a-f]{32}', /twilio/i),
  token(
    'Discord token',
    'docs.discord.com/developers/reference',
    ['discord'],
    String.raw`[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}`,
    /discord/i,
  ),
  {
    kind: 'Discord webhook',
    source: 'docs.discord.com/developers/resources/webhook',
    anchors: ['/api/webhooks/'],
    pattern: pattern(String.raw`\/api\/webhooks\/\d{15,21}\/(?<secret>[\w-]{40,128})`),
    shown: 'ends',
  },
  {
    kind: 'Telegram bot token',
    source: 'core.telegram.org/bots/api#authorizing-your-bot',
    anchors: digits.map((digit) => `${digit}:aa`),
    pattern: pattern(String.raw`(?<![0-9])\d{8,10}:(?<secret>AA[\w-]{32,34})(?![\w-])`),
    shown: 'ends',
  },
  token(
    'OpenAI key',
    'platform.openai.com/docs/api-reference/authentication',
    ['t3blbkfj'],
    String.raw`sk-[\w-]{16,200}T3BlbkFJ[\w-]{16,200}`,
  ),
  token(
    'Anthropic key',
    'docs.anthropic.com/en/api/overview',
    ['k-ant-'],
    String.raw`sk-ant-[a-z]{2,8}\d{2}-[\w-]{32,255}`,
  ),
  token('Hugging Face token', 'huggingface.co/docs/hub/security-tokens', anchorsFrom('hf_'), 'hf_[A-Za-z0-9]{30,64}'),
  token(
    'DigitalOcean token',
    'docs.digitalocean.com/reference/api',
    ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    'do[opr]_v1_[a-f0-9]{64}',
  ),
  token(
    'Shopify token',
    'shopify.dev/docs/apps/build/authentication-authorization',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,64}',
  ),
  token(
    'Docker Hub token',
    'docs.docker.com/security/access-tokens',
    ['dckr_pat_', 'dckr_oat_'],
    String.raw`dckr_[op]at_[\w-]{20,64}`,
  ),
  token(
    'Vault token',
    'developer.hashicorp.com/vault/docs/concepts/tokens',
    ['hvs.', 'hvb.', 'hvr.'],
    String.raw`hv[sbr]\.[\w-]{24,300}`,
  ),
  token(
    'Grafana token',
    'grafana.com/docs/grafana/latest/administration/service-accounts',
    ['glsa_'],
    String.raw`glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}`,
  ),
  token('Databricks token', 'docs.databricks.com/dev-tools/auth/pat', ['dapi'], 'dapi[a-f0-9]{32}(?:-\\d)?'),
  token(
    'Atlassian token',
    'support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account',
    ['atatt3x', 'atctt3x'],
    String.raw`AT[AC]TT3x[\w=-]{60,400}`,
  ),
  token(
    'age key',
    'age-encryption.org/v1',
    ['age-secret-key-1'],
    '(?:age-secret-key-1|AGE-SECRET-KEY-1)[A-Za-z0-9]{58}',
  ),
];
