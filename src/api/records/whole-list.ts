import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Database } from '../../database/connect.ts'
import { byteOrderMark, csvLine } from '../../formats/csv.ts'
import { workbook } from '../../formats/xlsx.ts'
import { type Language, sayLanguage } from '../../http/languages.ts'
import { mediaTypes } from '../../http/negotiation.ts'
import { texts } from '../../http/problem-types.ts'
import { Unprocessable } from '../../http/problems.ts'
import type { Moment } from '../../log/moments.ts'
import type { Noun } from '../../model/noun.ts'
import type { Cursor } from '../../model/page-cursor.ts'
import { type Cell, type Column, columnsOf } from '../../model/table-columns.ts'
import { type ListPlan, listRecords, type Page } from '../../read/list-page.ts'
import type { WholeFormat } from '../../read/list-query.ts'
import type { ReadBodies } from '../../read/record-texts.ts'
import { pick } from '../send.ts'

const pageSize = 500
/** A spreadsheet is made whole in memory, so it has a limit. */
const mostRows = 50_000

interface WholeList {
  db: Database
  bodies: ReadBodies
  noun: Noun
  plan: ListPlan
  fields?: string[]
  language: Language
  /** Set for a past state. It is read whole before it is sent, for it lasts no longer than its transaction. */
  past?: Moment
}

type Send = (reply: FastifyReply, list: WholeList, first: Page) => Promise<FastifyReply>

/** Complete by its type, so that a format that nothing makes does not compile. */
const senders: Record<WholeFormat, Send> = { ndjson: sendLines, csv: sendTable, xlsx: sendSheet }

/** Sends all records of a list, whatever the page size: as lines while they are read, or as a spreadsheet. */
export async function sendWholeList(reply: FastifyReply, format: WholeFormat, list: WholeList): Promise<FastifyReply> {
  const first = await readPage(list, undefined, format === 'xlsx')
  reply.header('registry-seq', first.seq).header('cache-control', 'no-cache')
  reply.header('content-disposition', `attachment; filename="${list.noun.name}.${format}"`)
  return senders[format](reply, list, first)
}

async function sendLines(reply: FastifyReply, list: WholeList, first: Page): Promise<FastifyReply> {
  return reply.type(`${mediaTypes.ndjson[0]}; charset=utf-8`).send(await source(list, lines(list, first)))
}

async function sendTable(reply: FastifyReply, list: WholeList, first: Page): Promise<FastifyReply> {
  sayLanguage(reply, list.language)
  return reply.type(`${mediaTypes.csv[0]}; charset=utf-8`).send(await source(list, table(list, first)))
}

async function sendSheet(reply: FastifyReply, list: WholeList, first: Page): Promise<FastifyReply> {
  sayLanguage(reply, list.language)
  if ((first.total ?? 0) > mostRows)
    throw new Unprocessable(
      texts(
        `The list has ${first.total} records; a spreadsheet is made of ${mostRows} at most. Take csv or ndjson.`,
        `此清單有 ${first.total} 項記錄；試算表最多可載 ${mostRows} 項。請改用 csv 或 ndjson。`,
        `此清单有 ${first.total} 项记录；电子表格最多可载 ${mostRows} 项。请改用 csv 或 ndjson。`,
      ),
    )
  return reply.type(mediaTypes.xlsx[0]).send(await spreadsheet(list, first))
}

async function source({ past }: WholeList, parts: AsyncGenerator<string>): Promise<Readable> {
  if (past === undefined) return Readable.from(parts)
  const read: string[] = []
  for await (const part of parts) read.push(part)
  return Readable.from(read)
}

function readPage({ db, noun, plan }: WholeList, after: Cursor | undefined, count: boolean): Promise<Page> {
  const ids = after ? undefined : plan.ids
  return listRecords(db, noun, { ...plan, ids, limit: pageSize, after, count })
}

async function* bodies(list: WholeList, first: Page): AsyncGenerator<string[]> {
  for (let page = first; ; page = await readPage(list, page.last, false)) {
    yield (await list.bodies(list.noun, page.records)).map(String)
    if (!page.last) return
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
  return workbook({ name: list.noun.name, columns: headings, rows })
}
