import type { Domain } from './domain-schema.ts'

/** All that a domain is called, in any language. */
export const labelsOf = ({ name, altLabels }: Pick<Domain, 'name' | 'altLabels'>): string[] =>
  [...Object.values(name), ...altLabels.map(({ label }) => label)].filter((label) => label !== undefined)
