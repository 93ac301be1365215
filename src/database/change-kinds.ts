/** The event in the world that a change records: an addition, a correction, a later event, or a retraction. */
export const changeKinds = ['addition', 'correction', 'event', 'retraction'] as const
export type ChangeKind = (typeof changeKinds)[number]
