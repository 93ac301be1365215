import { problemNames, problemTypes } from '../../problems/problem-types.ts'
import {
  answersIn,
  type Components,
  componentReference,
  type Item,
  isItem,
  isNode,
  kinds,
  operationsIn,
  type WorkingDocument,
} from './contract-document.ts'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Tells the problems that many operations have once. */
export function shareProblems({ paths, components }: WorkingDocument): void {
  for (const [, status, answer, operation] of answersIn(paths)) {
    const name = problemNames.find((candidate) => String(problemTypes[candidate].status) === status)
    if (!name || !isItem(answer.content) || !answer.content['application/problem+json']) continue
    const key = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
    components.responses[key] ??= answer
    if (operation.responses && same(components.responses[key], answer)) {
      operation.responses[status] = componentReference('responses', key)
    }
  }
}

/** Tells parameters once; of several of one name, the form that most operations use. */
export function shareParameters({ paths, components }: WorkingDocument): void {
  const operations = operationsIn(paths).map(([, operation]) => operation)
  const counts = new Map<string, { parameter: Item; count: number }>()
  for (const parameter of operations.flatMap(({ parameters }) => parameters ?? [])) {
    const text = JSON.stringify(parameter)
    counts.set(text, { parameter, count: (counts.get(text)?.count ?? 0) + 1 })
  }
  const shared = [...counts.values()].filter(({ count }) => count > 1).sort((one, other) => other.count - one.count)
  for (const { parameter } of shared) components.parameters[keyOf(parameter)] ??= parameter
  for (const operation of operations) {
    operation.parameters = operation.parameters?.map((parameter) => {
      const key = keyOf(parameter)
      return same(components.parameters[key], parameter) ? componentReference('parameters', key) : parameter
    })
    if (!operation.parameters?.length) delete operation.parameters
  }
}

const keyOf = (parameter: Item) =>
  parameter.in === 'query' ? String(parameter.name) : `${parameter.in}-${String(parameter.name)}`

export function dropUnused({ paths, components }: WorkingDocument): void {
  const used = new Set<string>()
  const visit = (node: unknown): void => {
    if (!isNode(node)) return
    const { $ref: target } = node
    if (typeof target === 'string' && !used.has(target)) {
      used.add(target)
      const [kind, name] = target.split('/').slice(2)
      visit(components[kind as keyof Components]?.[name ?? ''])
    }
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(paths)
  for (const kind of kinds) {
    for (const name of Object.keys(components[kind])) {
      if (!used.has(`#/components/${kind}/${name}`)) delete components[kind][name]
    }
  }
}
