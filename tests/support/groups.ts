import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Files that run one after the other in one process, because to load the service takes longer than most of them. */
export interface Suite {
  name: string
  files: string[]
  environment: Record<string, string>
  /** How many files share a process, where not the usual few. */
  filesInProcess?: number
}

const folder = join('.tap', 'groups')

/** Few processes for each suite, for each loads the service and its contract, but enough to keep the cores busy to the end. */
const usualInProcess = 16

/** Writes the files that a test runner starts, each of which imports some files of a suite. */
export function writeGroups(suites: Suite[]): string[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return suites.flatMap((suite) => {
    const groups = Math.ceil(suite.files.length / (suite.filesInProcess ?? usualInProcess))
    return Array.from({ length: groups }, (_, group) => {
      const files = suite.files.filter((_, at) => at % groups === group)
      return writeGroup(suite, groups > 1 ? `-${group + 1}` : '', files)
    })
  })
}

function writeGroup({ name, environment }: Suite, number: string, files: string[]): string {
  const label = files.length === 1 ? `-${basename(files[0] ?? '', '.test.ts')}` : number
  const file = join(folder, `${name}${label}.test.ts`)
  const urls = files.map((path) => pathToFileURL(path).href)
  writeFileSync(
    file,
    // No test begins before all are loaded, which holds the event loop for longer than a connection may take.
    `import t from 'tap'
Object.assign(process.env, ${JSON.stringify(environment)})
let begin
t.before(() => new Promise((resolve) => { begin = resolve }))
for (const url of ${JSON.stringify(urls)}) await import(url)
begin()
`,
  )
  return file
}
