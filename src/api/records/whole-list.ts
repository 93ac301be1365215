import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type CitationFormat, writeCitations } from '../../formats/citations.ts'
import { licenceLink } from '../../formats/licence.ts'
import { addLink } from '../../http/added-headers.ts'
import { sayLanguage } from '../../http/languages.ts'
import { attachment, contentType, formats } from '../../http/media-types.ts'
import { texts } from '../../language/texts.ts'
import { Problem } from '../../problems/problems.ts'
import type { WholeFormat } from '../../read/list-query.ts'
import type { Page } from '../../read/list-statement.ts'
import { citationsOf, feed } from './whole-documents.ts'
import { readPage, type WholeList } from './whole-pages.ts'
import { lines, spreadsheet, table } from './whole-tables.ts'

/** Spreadsheets and citations are made whole in memory, so they have a limit. */
export const mostRows = 10_000

type Sending = () => FastifyReply | Promise<FastifyReply>

/** How a list is sent: in parts, while its records are read, or made whole in memory. */
type Sender = {
  /** Whether it has words in the language of the reader. */
  hasWords: boolean
  /** Whether it holds the address of the service. */
  hasAddresses?: true
} & (
  | { stream: (list: WholeList, first: Page) => AsyncIterable<string> }
  | { whole: (list: WholeList, first: Page) => Promise<string | Buffer> }
)

/** Complete by its type, so that a format that nothing makes does not compile. */
const senders: Record<WholeFormat, Sender> = {
  ndjson: { hasWords: false, stream: lines },
  csv: { hasWords: true, stream: table },
  xlsx: { hasWords: true, whole: spreadsheet },
  atom: { hasWords: true, hasAddresses: true, whole: feed },
  bibtex: senderOfCitations('bibtex'),
  ris: senderOfCitations('ris'),
  'csl-json': senderOfCitations('csl-json'),
}

function senderOfCitations(format: CitationFormat): Sender {
  const whole = async (list: WholeList, first: Page) => writeCitations(format, await citationsOf(list, first))
  return { hasWords: true, hasAddresses: true, whole }
}

export const hasAddresses = (format: WholeFormat) => senders[format].hasAddresses

/** A list of which the first page was read, to be sent with all its records whatever the page size. */
interface Beginning {
  isEmpty: boolean
  send(reply: FastifyReply): Sending
}

export async function readBeginning(format: WholeFormat, list: WholeList): Promise<Beginning> {
  const first = await readPage(list, list.db, undefined, 'whole' in senders[format])
  return { isEmpty: first.records.length === 0, send: (reply) => sendingOf(reply, format, list, first) }
}

function sendingOf(reply: FastifyReply, format: WholeFormat, list: WholeList, first: Page): Sending {
  const sender = senders[format]
  reply.header('registry-seq', first.seq).header('cache-control', 'no-cache')
  addLink(reply, licenceLink)
  attachment(reply, list.noun.name, formats[format].ending)
  reply.type(contentType(format))
  if (sender.hasWords) sayLanguage(reply, list.language)
  if ('stream' in sender) {
    const steps = reply.request.method === 'HEAD' ? [] : list.inTurns(sender.stream(list, first))
    return () => reply.send(Readable.from(steps))
  }
  refuseLong(first)
  return async () => reply.send(await sender.whole(list, first))
}

/** Answers that are made whole in memory have a limit. */
function refuseLong(first: Page): void {
  if ((first.total ?? 0) > mostRows)
    throw new Problem(
      'unprocessable',
      texts(
        `The list has ${first.total} records; a file of this format is made of ${mostRows} at most. Take csv or ndjson.`,
        `此清單有 ${first.total} 項記錄；此格式的檔案最多可載 ${mostRows} 項。請改用 csv 或 ndjson。`,
        `此清单有 ${first.total} 项记录；此格式的文件最多可载 ${mostRows} 项。请改用 csv 或 ndjson。`,
      ),
    )
}
