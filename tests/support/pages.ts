import type { Test } from 'tap'
import { examples, ground, write } from './records.ts'
import { testWriter } from './writer.ts'

export const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

export const hostile = {
  markup: '</title><script>alert(1)</script><img src=x onerror=alert(1)>',
  quotes: `"' onmouseover="alert(1)`,
  bidi: '\u202etxet\u202c \u2066x\u2069',
  long: '長'.repeat(4000),
}

/** The service over a few records, some of them with hostile titles, asked as a browser asks. */
export async function testPages(t: Test) {
  const service = await testWriter(t)
  const { app, registry } = service
  await write(
    registry,
    ...ground,
    examples.meeting('first'),
    ...Object.entries(hostile).map(([id, text]) => examples.agreement(id, { meeting: null, title: { en: text } })),
  )
  const get = (url: string, headers = {}) => app.inject({ url: encodeURI(url), headers: { ...asBrowser, ...headers } })
  return { ...service, get }
}
