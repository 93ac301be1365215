import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importsOf } from '../../scripts/rooms.ts'

/** The files of a folder with the files that each imports, for its types or its values. */
export function importGraph(folder: string): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
  const importedBy = (file: string) =>
    importsOf(readFileSync(file, 'utf8'))
      .map((imported) => join(dirname(file), imported))
      .filter((imported) => files.includes(imported))
  return new Map(files.map((file) => [file, importedBy(file)]))
}

/** The sets of files that reach each other: each in the order of their names. */
export function circlesIn(graph: Map<string, string[]>): string[][] {
  const reached = new Map([...graph.keys()].map((file) => [file, reachable(graph, file)]))
  const circles = new Map<string, string[]>()
  for (const [file, others] of reached) {
    if (!others.has(file)) continue
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort()
    circles.set(circle.join(' '), circle)
  }
  return [...circles.values()]
}

function reachable(graph: Map<string, string[]>, from: string): Set<string> {
  const found = new Set<string>()
  const open = [...(graph.get(from) ?? [])]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue
    found.add(file)
    open.push(...(graph.get(file) ?? []))
  }
  return found
}
