/** The state cannot be used: the operator's to mend. The message is shown to the operator as is. */
export class StateError extends Error {
  override readonly name = 'StateError';
}
