import { readFileSync } from 'node:fs'
import { instance } from '@viz-js/viz'
import { importsOf, order, readSource, resolveImport, roomOf, sourceFiles } from './rooms.ts'

/** The files that hold what is made from the rooms. */
const made = ['docs/rooms.svg', 'docs/architecture.md', 'README.md']

/** Makes the contents of each of these files. */
export async function makePicture(): Promise<Map<string, string>> {
  const [svg = '', ...documents] = made
  return new Map([[svg, await drawRooms()], ...documents.map((file): [string, string] => [file, withList(file)])])
}

const listed = /(<!-- rooms: npm run picture -->\n+```\n).*?(```)/s

/** The text of a document, with the present list of rooms. */
function withList(file: string): string {
  const width = Math.max(...order.flat().map(({ name }) => name.length))
  const lines = order.flat().map(({ name, does }) => `src/${name.padEnd(width)}  ${does}\n`)
  return readFileSync(file, 'utf8').replace(listed, (_, before, after) => `${before}${lines.join('')}${after}`)
}

async function drawRooms(): Promise<string> {
  const rows = order.map((rooms) => {
    const boxes = rooms.map(({ name, does }) => `${name} [label="${name}\\n${does}"]`)
    return `{ rank=same; ${boxes.join('; ')} }`
  })
  const arrows = withoutImplied(readArrows()).map(([from, to]) => `${from} -> ${to}`)
  const viz = await instance()
  const svg = viz.renderString(
    `digraph rooms {
      bgcolor="white"; nodesep=0.3; ranksep=0.35
      node [shape=box style="rounded,filled" fillcolor="#f4f6f8" color="#90a0b0" fontname="Arial,sans-serif" fontsize=11 margin="0.35,0.08"]
      edge [color="#506070" arrowsize=0.7]
      ${[...rows, ...arrows].join('\n')}
    }`,
    { format: 'svg' },
  )
  const head =
    '<title>The rooms and their imports</title>\n<style>.node text:first-of-type { font-weight: bold; font-size: 13px }</style>'
  return svg
    .replace(/<!DOCTYPE[^>]*>\n?|<!--.*?-->\n?/gs, '')
    .replace('<title>rooms</title>\n', '')
    .replace('<g id="graph0"', `${head}\n$&`)
}

type Arrow = [from: string, to: string]

function readArrows(): Arrow[] {
  const arrows = sourceFiles().flatMap((file) =>
    importsOf(readSource(file))
      .filter((imported) => imported.startsWith('.'))
      .map((imported) => `${roomOf(file)} ${roomOf(resolveImport(file, imported))}`),
  )
  return [...new Set(arrows)].map((arrow) => arrow.split(' ') as Arrow).filter(([from, to]) => from !== to)
}

/** Leaves out an arrow between two rooms that are also joined by way of others. */
function withoutImplied(arrows: Arrow[]): Arrow[] {
  const reaches = (from: string, to: string): boolean =>
    arrows.some(([start, next]) => start === from && (next === to || reaches(next, to)))
  return arrows
    .filter(([from, to]) => !arrows.some(([start, next]) => start === from && next !== to && reaches(next, to)))
    .sort((one, other) => one.join().localeCompare(other.join(), 'en'))
}
