import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import t from 'tap'
import { nouns } from '../src/nouns/all.ts'

// What the pages for people point to: other pages and their sections, files in the text, commands, and the nouns.

const pages = [
  ...['README.md', 'CHANGELOG.md', 'bench/README.md'],
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
]

const read = (file: string) => readFileSync(file, 'utf8')

/** The address of a section, as Git hosts make it of its heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-')

const anchorsIn = (page: string) => [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

/** What a page links to, but for other sites. */
const linksIn = (page: string) =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link))

t.test('links lead to files and sections that exist', async (t) => {
  for (const page of pages)
    for (const link of linksIn(page)) {
      const [path = '', section] = link.split('#', 2)
      const target = path === '' ? page : normalize(join(dirname(page), path))
      if (!existsSync(target)) t.fail(`${page} links to ${link}`)
      else if (section) t.ok(anchorsIn(target).includes(section), `${page} links to ${link}`)
    }
  t.ok(pages.flatMap(linksIn).length > 10, 'the pages do link')
})

const folders = ['src', 'tests', 'scripts', 'bench', 'docs', 'drizzle', 'seeds', 'examples']
const rooms = readdirSync('src')

/** Paths of files in the text, told from the root or, as in `read/list.ts`, from `src`. */
function filesIn(page: string): string[] {
  const named = [...read(page).matchAll(/`((?:[\w-]+\/)+[\w-]+\.(?:ts|md|sql|json))`/g)].map(([, path = '']) => path)
  return named.filter((path) => [...folders, ...rooms].includes(path.split('/')[0] ?? ''))
}

t.test('files that are named exist', async (t) => {
  const isThere = (path: string) => existsSync(path) || existsSync(join('src', path))
  for (const page of pages)
    t.same(
      filesIn(page).filter((path) => !isThere(path)),
      [],
      `${page} names files that exist`,
    )
  t.ok(pages.flatMap(filesIn).length > 10, 'the pages do name files')
})

t.test('commands of the package exist', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const page of pages.filter((page) => !page.startsWith('bench/')))
    for (const [, command = ''] of read(page).matchAll(/npm run (?:-\S+ )*([\w:-]+)/g))
      t.ok(command in scripts, `${page} names \`npm run ${command}\``)
})

t.test('the front page names all nouns', async (t) => {
  for (const name of nouns.keys()) t.ok(read('README.md').includes(`\`${name}\``), name)
})
