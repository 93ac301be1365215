import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type CitationFormat,
  citationEndings,
  citationFormats,
  isCitationFormat,
  writeCitations,
} from '../../formats/citations.ts'
import { licenceLink } from '../../formats/licence.ts'
import { sayLanguage } from '../../http/languages.ts'
import { mediaTypes } from '../../http/negotiation.ts'
import { Unprocessable } from '../../http/problems.ts'
import { texts } from '../../language/texts.ts'
import type { Page } from '../../read/list-page.ts'
import { listFormats, type WholeFormat } from '../../read/list-query.ts'
import { citations, feed } from './whole-documents.ts'
import { readPage, type WholeList } from './whole-pages.ts'
import { lines, spreadsheet, table } from './whole-tables.ts'

/** Spreadsheets and citations are made whole in memory, so they have a limit. */
const mostRows = 50_000

type Sending = () => FastifyReply | Promise<FastifyReply>
type Send = (reply: FastifyReply, list: WholeList, first: Page) => Sending

/** Complete by its type, so that a format that nothing makes does not compile. */
const senders: Record<WholeFormat, Send> = {
  ndjson: sendLines,
  csv: sendTable,
  xlsx: sendSheet,
  atom: sendFeed,
  bibtex: sendCitations('bibtex'),
  ris: sendCitations('ris'),
  'csl-json': sendCitations('csl-json'),
}

/** Whether a list may be asked for whole: by its format, or by what the client accepts. */
export function mayBeWhole({ query, headers: { accept = '' } }: FastifyRequest): boolean {
  const { format } = query as { format?: unknown }
  if (format !== undefined) return format !== 'json'
  return wholeTypes.some((type) => accept.includes(type))
}
const wholeTypes = [...listFormats, ...citationFormats].flatMap((format) =>
  format === 'json' ? [] : mediaTypes[format],
)

/** Reads the beginning of a list, to send all its records whatever the page size: as lines while they are read, or as a spreadsheet. */
export async function readWholeList(reply: FastifyReply, format: WholeFormat, list: WholeList): Promise<Sending> {
  const first = await readPage(list, list.db, undefined, format !== 'ndjson' && format !== 'csv')
  reply.header('registry-seq', first.seq).header('cache-control', 'no-cache')
  reply.header('link', licenceLink)
  reply.header('content-disposition', `attachment; filename="${list.noun.name}.${endingOf(format)}"`)
  return senders[format](reply, list, first)
}

function sendLines(reply: FastifyReply, list: WholeList, first: Page): Sending {
  return () =>
    reply.type(`${mediaTypes.ndjson[0]}; charset=utf-8`).send(Readable.from(list.inTurns(lines(list, first))))
}

function sendTable(reply: FastifyReply, list: WholeList, first: Page): Sending {
  sayLanguage(reply, list.language)
  return () => reply.type(`${mediaTypes.csv[0]}; charset=utf-8`).send(Readable.from(list.inTurns(table(list, first))))
}

/** Whether a format holds the address of the service. */
export const namesAddresses = (format: WholeFormat) => format === 'atom' || isCitationFormat(format)

const endingOf = (format: WholeFormat) => (isCitationFormat(format) ? citationEndings[format] : format)

function sendCitations(format: CitationFormat): Send {
  return (reply, list, first) => {
    sayLanguage(reply, list.language)
    refuseLong(first)
    return async () =>
      reply.type(`${mediaTypes[format][0]}; charset=utf-8`).send(writeCitations(format, await citations(list, first)))
  }
}

function sendFeed(reply: FastifyReply, list: WholeList, first: Page): Sending {
  sayLanguage(reply, list.language)
  refuseLong(first)
  return async () => reply.type(`${mediaTypes.atom[0]}; charset=utf-8`).send(await feed(list, first))
}

function sendSheet(reply: FastifyReply, list: WholeList, first: Page): Sending {
  sayLanguage(reply, list.language)
  refuseLong(first)
  return async () => reply.type(mediaTypes.xlsx[0]).send(await spreadsheet(list, first))
}

/** Answers that are made whole in memory have a limit. */
function refuseLong(first: Page): void {
  if ((first.total ?? 0) > mostRows)
    throw new Unprocessable(
      texts(
        `The list has ${first.total} records; a file of this format is made of ${mostRows} at most. Take csv or ndjson.`,
        `此清單有 ${first.total} 項記錄；此格式的檔案最多可載 ${mostRows} 項。請改用 csv 或 ndjson。`,
        `此清单有 ${first.total} 项记录；此格式的文件最多可载 ${mostRows} 项。请改用 csv 或 ndjson。`,
      ),
    )
}
