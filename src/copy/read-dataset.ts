import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { linesOf } from '../formats/lines.ts'
import { isJsonObject } from '../json/json-object.ts'
import { pointerOf } from '../json/json-pointer.ts'
import type { Nouns } from '../model/noun.ts'
import { inOrderOfReference } from '../model/noun-list.ts'
import type { NounName } from '../model/record-name.ts'
import { passTexts, repeatedMembers, standsTwice } from '../problems/json-text.ts'
import { decodeText, notUtf8 } from '../problems/text-gate.ts'

/** One record of a data set, or the problem that keeps it from being one, with its file and its location in it. */
export interface DatasetEntry {
  file: string
  /** Index in a JSON array, or line of an NDJSON file. */
  location: string
  noun?: NounName
  record?: unknown
  problem?: string
}

/** Says of a folder which edition it is: see edition-file.ts. */
export const editionFile = 'edition.json'

/** Reads records from files and folders: `<noun>.json` (an array), `<noun>.ndjson`, or NDJSON of `{ noun, record }`. */
export async function* readDataset(nouns: Nouns, paths: string[]): AsyncGenerator<DatasetEntry> {
  for (const path of paths)
    for (const file of await filesOf(nouns, path)) {
      const noun = nounOf(nouns, file)
      if (file.endsWith('.ndjson')) yield* readLines(nouns, file, noun)
      else if (noun) yield* readArray(file, noun)
      else
        yield {
          file,
          location: 'name',
          problem: `A JSON file is named after its noun: ${[...nouns.keys()].join(', ')}.`,
        }
    }
}

async function filesOf(nouns: Nouns, path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => /\.(json|ndjson)$/.test(name) && name !== editionFile).sort()
  // Each noun comes after those that its records refer to, so that most of these are already written.
  const ranks = inOrderOfReference(nouns).map(({ name }): NounName | undefined => name)
  const rankOf = (file: string) => ranks.indexOf(nounOf(nouns, file))
  return names.sort((one, other) => rankOf(one) - rankOf(other)).map((name) => join(path, name))
}

/** The noun that a file is named after: `agreements.json` and `agreements.shanghai.json` hold agreements. */
function nounOf(nouns: Nouns, file: string): NounName | undefined {
  const [name = ''] = basename(file).split('.')
  return nouns.get(name)?.name
}

async function* readArray(file: string, noun: NounName): AsyncGenerator<DatasetEntry> {
  const content = await parse(await readFile(file))
  if ('problem' in content) yield { file, location: content.location, problem: content.problem }
  else if (!Array.isArray(content.value))
    yield { file, location: 'start', problem: 'This must be a JSON array of records.' }
  else
    for (const [index, record] of content.value.entries())
      yield await toEntry({ file, location: `[${index}]`, noun, record })
}

async function* readLines(nouns: Nouns, file: string, noun: NounName | undefined): AsyncGenerator<DatasetEntry> {
  let number = 0
  for await (const line of linesOf(file)) {
    number += 1
    if (isBlank(line)) continue
    const location = `line ${number}`
    const content = await parse(line)
    if ('problem' in content) yield { file, location, problem: content.problem }
    else if (noun) yield await toEntry({ file, location, noun, record: content.value })
    else yield await toEntry({ file, location, ...envelope(nouns, content.value) })
  }
}

/** Reads `{ noun, record }`; the header and trailer lines of a snapshot are no records. */
function envelope(nouns: Nouns, value: unknown): { noun?: NounName; record?: unknown; problem?: string } {
  const line: Record<string, unknown> = isJsonObject(value) ? value : {}
  if (line.type === 'header' || line.type === 'trailer') return {}
  const noun = typeof line.noun === 'string' ? nouns.get(line.noun)?.name : undefined
  return noun
    ? { noun, record: line.record }
    : { problem: 'This must be { "noun": …, "record": … } with one of the nouns.' }
}

const isBlank = (line: Buffer) => line.every((byte) => whiteSpace.includes(byte))
/** White space in JSON: tab, carriage return, space. */
const whiteSpace = [0x09, 0x0d, 0x20]

/** Passes the texts of a record through the gate. */
async function toEntry(entry: DatasetEntry): Promise<DatasetEntry> {
  const { value, violations } = await passTexts(entry.record)
  if (violations.length === 0) return { ...entry, record: value }
  const { file, location } = entry
  return {
    file,
    location,
    problem: violations.map(({ pointer, detail }) => `${pointer}: ${detail.en}`).join(' '),
  }
}

type Content = { value: unknown } | { problem: string; location: string }

async function parse(bytes: Buffer): Promise<Content> {
  const decoded = decodeText(bytes)
  if ('text' in decoded) return parseText(decoded.text)
  const { offset } = decoded
  return { problem: notUtf8(offset).en, location: placeIn(bytes.subarray(0, offset).toString()) }
}

async function parseText(text: string): Promise<Content> {
  try {
    const value: unknown = JSON.parse(text)
    const [repeated] = await repeatedMembers(text)
    if (!repeated) return { value }
    const problem = `${pointerOf(repeated.path)}: ${standsTwice.en}`
    return { problem, location: placeIn(text.slice(0, repeated.offset)) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { problem: `This is not JSON. ${detail}`, location: placeOfFault(text, detail) }
  }
}

/** V8 tells the position of most faults, but not that of a text that ends too early, nor of a word that it does not know. */
function placeOfFault(text: string, detail: string): string {
  const [, position] = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(detail) ?? []
  if (position !== undefined) return placeIn(text.slice(0, Number(position)))
  return /end of JSON input/.test(detail) ? placeIn(text) : 'content'
}

/** Where a text goes on. */
function placeIn(before: string): string {
  const lines = before.split('\n')
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
