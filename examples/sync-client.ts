// Keeps a copy of the registry in a Map: snapshot first, then changes. Run it with `npx tsx examples/sync-client.ts [url]`.
const origin = process.argv[2] ?? 'http://127.0.0.1:3000'
const copy = new Map<string, { id: string; version: number }>()

interface Page {
  changes: { noun: string; id: string; op: string; record: { id: string; version: number } | null }[]
  cursor: string
  hasMore: boolean
}

/** Fills the copy from a snapshot and gives the cursor to go on from. A snapshot without its trailer is cut off. */
async function takeSnapshot(): Promise<string> {
  const lines = (await (await fetch(`${origin}/v1/snapshot`)).text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const [header, trailer] = [lines[0], lines.at(-1)]
  if (trailer?.type !== 'trailer' || trailer.count !== lines.length - 2) throw new Error('The snapshot is cut off.')
  copy.clear()
  for (const { noun, record } of lines.slice(1, -1)) copy.set(`${noun}/${record.id}`, record)
  return header.cursor
}

let cursor = await takeSnapshot()
console.log(`${copy.size} records`)
for (;;) {
  const answer = await fetch(`${origin}/v1/changes?after=${cursor}&include=record&wait=20`)
  if (answer.status === 410) {
    cursor = await takeSnapshot()
    continue
  }
  const page = (await answer.json()) as Page
  // Keep the copy and the cursor in one transaction, if the copy is a database.
  for (const { noun, id, record } of page.changes)
    if (record) copy.set(`${noun}/${id}`, record)
    else copy.delete(`${noun}/${id}`)
  cursor = page.cursor
  if (page.changes.length > 0) console.log(`${page.changes.length} changes, now ${copy.size} records`)
}
