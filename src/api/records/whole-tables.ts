import { byteOrderMark, csvLine } from '../../formats/csv.ts'
import { licenceHeading, recordTerms } from '../../formats/licence.ts'
import { workbook } from '../../formats/xlsx.ts'
import { type Cell, type Column, columnsOf } from '../../model/table-columns.ts'
import type { Page } from '../../read/list-statement.ts'
import { pick } from '../send.ts'
import { bodies, type WholeList } from './whole-pages.ts'

export async function* lines(list: WholeList, first: Page): AsyncGenerator<string> {
  const { fields } = list
  for await (const page of bodies(list, first))
    yield page.map((body) => `${fields ? pick(body, fields) : body}\n`).join('')
}

export async function* table(list: WholeList, first: Page): AsyncGenerator<string> {
  const columns = columnsOf(list.noun, list.fields)
  yield byteOrderMark + csvLine(columns.map(({ heading }) => heading[list.language]))
  for await (const page of bodies(list, first))
    yield page.map((body) => csvLine(cellsOf(columns, body).map(inCsv))).join('')
}

function cellsOf(columns: Column[], body: string): Cell[] {
  const document = JSON.parse(body) as Record<string, unknown>
  return columns.map(({ cell }) => cell(document))
}

function inCsv(cell: Cell): Exclude<Cell, { day: string }> {
  return typeof cell === 'object' && cell !== null ? cell.day : cell
}

async function* rowsOf(columns: Column[], list: WholeList, first: Page): AsyncGenerator<Cell[][]> {
  for await (const page of bodies(list, first)) yield page.map((body) => cellsOf(columns, body))
}

export function spreadsheet(list: WholeList, first: Page): Promise<Buffer> {
  const columns = columnsOf(list.noun, list.fields)
  const headings = columns.map(({ heading, isWide }) => ({ heading: heading[list.language], isWide }))
  const { noun, language } = list
  const aside = { name: licenceHeading[language], text: recordTerms[language] }
  return workbook({ name: noun.name, columns: headings, aside }, rowsOf(columns, list, first))
}
