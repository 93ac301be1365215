import type { Reference } from '../../model/references.ts'

/** Chinese in either script bears out the words of the other. */
const inEitherScript = (pointer: string) => pointer.replace(/\/zh-Han[st]$/, '/zh')

/** Whether a citation is for what stands at a pointer: one of the record for all or for some fields, another for what it stands in. */
export function isFor({ pointer: cited, holder }: Reference, pointer: string): boolean {
  const within = (field: string) => pointer.startsWith(`${field}/`) || inEitherScript(field) === inEitherScript(pointer)
  if (!cited.startsWith('/citations/')) return within(cited.slice(0, cited.lastIndexOf('/citation')))
  const { fields } = holder as { fields?: string[] }
  return fields?.some(within) ?? true
}
