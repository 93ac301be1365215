import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../database/connect.ts'
import { atomFeed, type FeedEntry } from '../../formats/atom.ts'
import {
  type CitationFormat,
  citationEndings,
  citationFormats,
  isCitationFormat,
  writeCitations,
} from '../../formats/citations.ts'
import type { CslItem } from '../../formats/csl.ts'
import { byteOrderMark, csvLine } from '../../formats/csv.ts'
import { licenceHeading, licenceLink, recordTerms } from '../../formats/licence.ts'
import { workbook } from '../../formats/xlsx.ts'
import { type Language, sayLanguage } from '../../http/languages.ts'
import { mediaTypes } from '../../http/negotiation.ts'
import { texts } from '../../http/problem-types.ts'
import { Unprocessable } from '../../http/problems.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { Cursor } from '../../model/page-cursor.ts'
import type { StoredDocument } from '../../model/record-document.ts'
import { type Cell, type Column, columnsOf } from '../../model/table-columns.ts'
import { citedItems } from '../../read/cited-items.ts'
import { findRecordsAsOf } from '../../read/find-record.ts'
import { uncounted } from '../../read/list.ts'
import { type ListPlan, listRecords, type Page } from '../../read/list-page.ts'
import { listFormats, type WholeFormat } from '../../read/list-query.ts'
import { feedHead, recordEntry } from '../../read/record-feed.ts'
import { bodyReader } from '../../read/record-texts.ts'
import { pick } from '../send.ts'

const pageSize = 500
/** Spreadsheets and citations are made whole in memory, so they have a limit. */
const mostRows = 50_000

/** Reads at a position of the log, in a transaction that lasts no longer than the reading, for a client may be slow. */
export type ReadOn = <T>(seq: number, use: (db: Database) => Promise<T>) => Promise<T>

/** Has each step of an answer that stays open done in a turn of its own. */
export type InTurns = (steps: AsyncIterable<string>) => AsyncIterable<string>

interface WholeList {
  /** What the first page is read by, at the position that the answer names. */
  db: Database
  /** What is read on by at that position. */
  readOn: ReadOn
  inTurns: InTurns
  nouns: Nouns
  /** The address of the service, for addresses that hold everywhere. */
  base: string
  /** What was asked for, from the root of the service. */
  url: string
  noun: Noun
  plan: ListPlan
  fields?: string[]
  language: Language
}

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

async function citations(list: WholeList, first: Page): Promise<CslItem[]> {
  const items: CslItem[] = []
  for await (const page of bodies(list, first)) {
    const documents = page.map((body) => JSON.parse(body) as StoredDocument)
    const cited = await list.readOn(first.seq, (db) => {
      const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, first.seq)
      return citedItems({ nouns: list.nouns, find }, list.noun, documents, list)
    })
    items.push(...cited)
  }
  return items
}

function sendFeed(reply: FastifyReply, list: WholeList, first: Page): Sending {
  sayLanguage(reply, list.language)
  refuseLong(first)
  return async () => reply.type(`${mediaTypes.atom[0]}; charset=utf-8`).send(await feed(list, first))
}

async function feed(list: WholeList, first: Page): Promise<string> {
  const { noun, language, base, url } = list
  const entries: FeedEntry[] = []
  for await (const page of bodies(list, first))
    entries.push(
      ...page.map((body) => recordEntry(noun, JSON.parse(body), language, (id) => `${base}/${noun.name}/${id}`)),
    )
  const [path = '', query] = url.split('?')
  const asked = new URLSearchParams(query)
  asked.delete('format')
  asked.sort()
  const addressWith = (more: Record<string, string>) => {
    const all = new URLSearchParams([...asked, ...Object.entries(more)]).toString()
    return all === '' ? base + path : `${base}${path}?${all}`
  }
  return atomFeed({
    ...feedHead(language, `${language}/v1/${noun.name}?${asked}`, noun.names.plural),
    self: addressWith({ format: 'atom' }),
    other: { address: addressWith({}), type: mediaTypes.json[0] },
    entries,
  })
}

function sendSheet(reply: FastifyReply, list: WholeList, first: Page): Sending {
  sayLanguage(reply, list.language)
  refuseLong(first)
  return async () => reply.type(mediaTypes.xlsx[0]).send(await spreadsheet(list, first))
}

/** What is made whole in memory has a limit. */
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

function readPage({ noun, plan }: WholeList, db: Database, after?: Cursor, count = false): Promise<Page> {
  const ids = after ? undefined : plan.ids
  return listRecords(db, noun, { ...uncounted(plan), ids, limit: pageSize, after, count })
}

/** What is read on never changes: the texts of versions, and a position of the log. The memory of texts would be filled with it. */
async function* bodies(list: WholeList, first: Page): AsyncGenerator<string[]> {
  const { noun, readOn } = list
  for (let page: Page | undefined = first; page; ) {
    const { records, last }: Page = page
    const [texts, next]: [Buffer[], Page | undefined] = await readOn(first.seq, async (db) => {
      return [await bodyReader(db)(noun, records), last && (await readPage(list, db, last))]
    })
    yield texts.map(String)
    page = next
  }
}

async function* lines(list: WholeList, first: Page): AsyncGenerator<string> {
  const { fields } = list
  for await (const page of bodies(list, first))
    yield page.map((body) => `${fields ? pick(body, fields) : body}\n`).join('')
}

async function* table(list: WholeList, first: Page): AsyncGenerator<string> {
  const columns = columnsOf(list.noun, list.fields)
  yield byteOrderMark + csvLine(columns.map(({ heading }) => heading[list.language]))
  for await (const page of bodies(list, first))
    yield page.map((body) => csvLine(cellsOf(columns, body).map(toText))).join('')
}

function cellsOf(columns: Column[], body: string): Cell[] {
  const document = JSON.parse(body) as Record<string, unknown>
  return columns.map(({ cell }) => cell(document))
}

function toText(cell: Cell): Exclude<Cell, { day: string }> {
  return typeof cell === 'object' && cell !== null ? cell.day : cell
}

async function spreadsheet(list: WholeList, first: Page): Promise<Buffer> {
  const columns = columnsOf(list.noun, list.fields)
  const rows: Cell[][] = []
  for await (const page of bodies(list, first)) rows.push(...page.map((body) => cellsOf(columns, body)))
  const headings = columns.map(({ name, heading }) => ({
    heading: heading[list.language],
    isWide: /\.|citations|signatories/.test(name),
  }))
  const { noun, language } = list
  const aside = { name: licenceHeading[language], text: recordTerms[language] }
  return workbook({ name: noun.name, columns: headings, rows }, aside)
}
