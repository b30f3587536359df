/** What of Defender's words the database may keep, by `table.column`: ids, names and the words of its lists. */

/** Of a device, a file, a threat and a script, as a notification says them. */
const names = [
  'computerDnsName',
  'domainName',
  'fileName',
  'threatName',
  'threatFamilyName',
  'determinationValue',
  'value',
];
const listed = ['severity', 'status', 'type', 'category', 'detectionStatus', 'entityType'];

const allowed: Readonly<Record<string, readonly string[]>> = {
  // What was asked about, opened or watched, and what was told where.
  'audit.ids': ['id', 'sha256'],
  'context.id': ['id', 'machineId', 'sha256'],
  'evidence.subject': ['id'],
  'evidence.what': ['id'],
  'feed_posts.alert_id': ['id'],
  'feed_posts.device_id': ['id', 'machineId'],
  'feed_posts.spelled': ['id'],
  'on_it.subject_id': ['id'],
  'on_it.tenant_id': ['aadTenantId'],
  'subscriptions.device_id': ['id', 'machineId'],
  'watches.action_id': ['id'],
  // Names for whoever reads on.
  'audit.finding': [...names, ...listed, 'id'],
  'subscriptions.device_name': ['computerDnsName', 'domainName'],
  'watches.device_name': ['computerDnsName', 'domainName'],
  // Words of lists, and our own that are the same.
  'feed_posts.severity': ['severity'],
  'feed_posts.shown': ['severity', 'status'],
  'quota_calls.quota': ['type'],
  'subscriptions.least': ['severity'],
  'watches.action_type': ['type'],
};

/** @param kinds - of what Defender said that is found in this column. */
export function beyondWhatMayBeKept(column: string, kinds: readonly string[]): readonly string[] {
  return kinds.filter((kind) => allowed[column]?.includes(kind) !== true).map((kind) => `${column}: ${kind}`);
}
