import { readFileSync } from 'node:fs'
import { recordLicence } from '../formats/licence.ts'
import { recordPath } from '../http/api-address.ts'
import { mostOnConnection } from '../http/exchanges.ts'
import { longestQueryString } from '../http/requests.ts'
import { longestBody } from '../http/server.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { exampleNoun } from '../model/noun-list.ts'
import { mostOnPage } from '../model/page-parameters.ts'
import { mostValues, mostValuesOfAll } from '../model/parameter.ts'
import { onHomePage, registryName } from '../nouns/introduction.ts'
import { mostUnits } from '../read/cost.ts'
import { projectRoot } from '../root.ts'
import { memberWords } from './contract-words.ts'
import { mostRows } from './records/whole-list.ts'
import { longestBatch, mostRecords } from './writes/write-schema.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', projectRoot), 'utf8')) as { version: string }

/** Title, version and description of the API. */
export const about = {
  title: registryName.en,
  version,
  description: [
    'What Hong Kong and the Mainland’s regions have agreed: mechanisms, meetings, areas of consensus, documents signed, with who signed, on what, when, and where it says so.',
    'Every noun has the same list and the same read. Filters are one declared parameter each: a repeated parameter means OR, `.all` means AND, `.not` excludes. Lists are walked by `cursor`.',
    'Texts are objects by language (`en`, `zh-Hant`, `zh-Hans`), with `origins` beside them. Dates keep the precision of their source. Every record cites.',
    'Reading is open to all. Writing needs a key, sent as `Authorization: Bearer <key>`. A change names what it is based on by `If-Match`; a write that carries an `Idempotency-Key` is done once, however often it is sent.',
    'Errors are `application/problem+json` (RFC 9457) and name all violations at once.',
    `The record may be used under ${recordLicence.name} (${recordLicence.url}), the software under the MIT licence.`,
  ].join('\n\n'),
}

/** The bounds that a client meets; docs/limits.md has all. */
const bounds = [
  '| Bound | Value |',
  '| --- | --- |',
  '| Requests a minute of one client or key | 600 unless configured otherwise; `RateLimit-Policy` tells |',
  `| Requests on one connection | ${mostOnConnection}, then \`Connection: close\` |`,
  `| Records a page | ${mostOnPage} |`,
  `| Values of a filter | ${mostValues}; of \`.all\` ${mostValuesOfAll}; of \`id\` ${mostOnPage} |`,
  `| Cost of a question | ${mostUnits} units; a refusal names what to leave out |`,
  `| Query string | ${longestQueryString} characters |`,
  `| Body | ${longestBody / 1024} KiB; of a batch ${longestBatch / 1024 ** 2} MiB |`,
  `| Records in a batch | ${mostRecords} |`,
  `| Records in a spreadsheet | ${mostRows} |`,
].join('\n')

/** The same with what the contract tells of the nouns. */
export function aboutApi(nouns: Nouns) {
  const { name, example } = exampleNoun(nouns)
  return {
    ...about,
    description: `${about.description}\n\n${bounds}`,
    tags: tagsOf(nouns),
    exampleAddress: recordPath(name, example.id),
    words: memberWords,
  }
}

const tagsOf = (nouns: Nouns) => [
  ...soughtFirst([...nouns.values()]).map(({ name, description }) => ({ name, description })),
  { name: 'search', description: 'Full text over all nouns, in either script and in English.' },
  {
    name: 'analysis',
    description: 'Records counted together, held against what sources declare, and what is missing.',
  },
  { name: 'changes', description: 'The log: changes, snapshot and manifest, to keep a copy in step.' },
  { name: 'batch', description: 'Many records in one write.' },
  { name: 'keys', description: 'The keys of writers, for the administrator.' },
  { name: 'service', description: 'Whether the service is alive and ready.' },
]

/** The most requested nouns come first. */
const soughtFirst = (nouns: Noun[]) => [
  ...nouns.filter(({ name }) => name === onHomePage.newest),
  ...nouns.filter(({ name }) => name !== onHomePage.newest),
]
