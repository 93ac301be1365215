/**
 * Writes an address in another way: letters and digits may be %-escaped, and mean the same. The service keeps answers by
 * address, so it has no answer to a new spelling.
 */
export function spell(path: string, n: number, start = changingPart(path)): string {
  let left = n
  const rest = path.slice(start).replace(/%[0-9A-F]{2}|[a-z0-9]/gi, (letter) => {
    if (left === 0 || letter.startsWith('%')) return letter
    const escaped = left % 2 === 1
    left = Math.floor(left / 2)
    return escaped ? `%${letter.charCodeAt(0).toString(16).toUpperCase()}` : letter
  })
  if (left > 0) throw new Error(`There are not so many ways to write ${path}.`)
  return path.slice(0, start) + rest
}

/** The query, or where there is none the last part of the path. */
function changingPart(path: string): number {
  const mark = path.indexOf('?')
  return (mark < 0 ? path.lastIndexOf('/') : mark) + 1
}
