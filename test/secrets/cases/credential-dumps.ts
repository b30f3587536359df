import { hex, made, positives, type Positive } from './case.ts';

const nt = hex(32);

export const credentialDumpCases: readonly Positive[] = [
  ...positives(
    'NTLM hash',
    `Administrator:500:«${nt}:${nt}»:::`,
    `CONTOSO.example\\ana:1104:«aad3b435b51404eeaad3b435b51404ee:${nt}»::: (status=Enabled)`,
    `ana:1001:«NO PASSWORD*********************:${nt}»:::`,
    `\t * NTLM     : «${nt}»`,
    `\t * LM       : «${nt}»`,
    `\t * SHA1     : «${hex(40)}»`,
    `  Hash NTLM: «${nt}»`,
    `    ntlm- 0: «${nt}»`,
    `NTHash=«${nt}»`,
    `      rc4_hmac_nt       «${nt}»`,
  ),
  ...positives(
    'password',
    '\t * Password : «my pass phrase»',
    'contoso.example\\ana:CLEARTEXT:«my pass»',
    `dpapi_machinekey:«0x${hex(40)}»`,
  ),
  ...positives(
    'Kerberos key',
    `      aes256_hmac       «${hex(64)}»`,
    `ana:aes256-cts-hmac-sha1-96:«${hex(64)}»`,
    `ana:des-cbc-md5:«${hex(16)}»`,
  ),
  ...positives(
    'Kerberos ticket',
    `$krb5tgs$«23$*ana$CONTOSO$svc/x*$${hex(32)}$${hex(200)}»`,
    `$krb5asrep$«23$ana@CONTOSO:${hex(32)}$${hex(200)}»`,
    `      «doIFuj${made(100)}==»`,
  ),
  ...positives('cached credential', `CONTOSO/ana:$DCC2$10240#ana#«${nt}»: (2026-11-24)`, `$NT$«${nt}»`),
  ...positives(
    'NetNTLM response',
    `ana::CONTOSO:«1122334455667788:${hex(32)}:0101000000000000${hex(80)}»`,
    `[SMB] NTLMv1-SSP Hash : ana::CONTOSO:«${hex(48)}:${hex(48)}:1122334455667788»`,
  ),
  ...positives('password hash', `root:«$6$saltsalt$${made(86)}»:19000:0:99999:7:::`, `admin «$2b$12$${made(53)}»`),
];
