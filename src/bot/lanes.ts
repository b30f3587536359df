import pLimit, { type LimitFunction } from 'p-limit';

const parallelPerConversation = 4;

/** Side by side within a conversation, up to a limit; a conversation that is quiet costs no memory. */
export function createLanes(): (conversationId: string, work: () => Promise<void>) => Promise<void> {
  const lanes = new Map<string, LimitFunction>();
  return async (conversationId, work) => {
    const lane = lanes.get(conversationId) ?? pLimit(parallelPerConversation);
    lanes.set(conversationId, lane);
    try {
      await lane(work);
    } finally {
      if (lane.activeCount + lane.pendingCount === 0) lanes.delete(conversationId);
    }
  };
}
