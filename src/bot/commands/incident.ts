import { page } from '../arg.ts';
import { defineCommand } from '../command.ts';
import { incidentId } from '../incident-arg.ts';
import { readIncident, subjectReply } from '../subject-answer.ts';

export const incident = defineCommand({
  name: 'incident',
  group: 'alerts',
  aliases: [],
  summary: 'An incident: its alerts, devices, users and files together, and what was stopped',
  examples: ['incident 2451', 'incident https://security.microsoft.com/incidents/2451'],
  evidence: false,
  listed: true,
  permissions: [
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the alerts of the incident', required: true },
  ],
  opens: 'incident',
  args: {
    incidentId: incidentId('Its number, or its page in the Defender portal'),
    page: page('Five alerts at a time'),
  },
  run: async ({ incidentId, page }, context) => subjectReply(await readIncident(incidentId, context), page, context),
});
