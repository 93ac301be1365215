/** When a representation last changed, to the second, which is as exactly as HTTP tells it. */
export interface LastModified {
  text: string
  /** The end of that second, in milliseconds since 1970. Until then it could change again and have the same date. */
  over: number
}

export function lastModifiedOf(instant: string): LastModified {
  const second = new Date(`${instant.slice(0, 19)}Z`)
  return { text: second.toUTCString(), over: second.valueOf() + 1000 }
}

/** The header by name and value; nothing while its second is not over. */
export function lastModifiedHeader(lastModified: LastModified | undefined): string[] {
  return lastModified && isOver(lastModified) ? ['last-modified', lastModified.text] : []
}

/** Whether a client that says since when it has a representation has the present one. A date that cannot be read says nothing. */
export function isUnchangedSince(lastModified: LastModified | undefined, since: string | undefined): boolean {
  if (since === undefined || !lastModified || !isOver(lastModified)) return false
  return Date.parse(since) >= lastModified.over - 1000
}

const isOver = ({ over }: LastModified) => Date.now() >= over
