/**
 * How an alert is known again. Letter case is no difference in an id of Defender's: what is kept and compared is in lower
 * case, what Defender is asked for is as it was spelled.
 */
export function alertKey(alertId: string): string {
  return alertId.toLowerCase();
}
