// Swagger UI with what it lacks: ids offered by name, filters in groups, a filter box that reads summaries, questions that fill in.

const place = document.getElementById('swagger-ui')
const nouns = place.dataset.nouns.split(' ')

/** Parameters that say how an answer is to look, not what is in it. */
const ofForm =
  /^(limit|cursor|total|sort|format|facets|fields|include|lang|asOf|minSeq|dateMatch|unknown|unknownOf|undetermined|updatedAt\..+)$/
const mostCommon = 8

/** The parameters of an operation in groups; only the first is open. */
function groupsOf(parameters) {
  const named = (test) => parameters.filter((parameter) => test(parameter.get('name')))
  const words = named((name) => name === 'q')
  const filters = named((name) => name !== 'q' && !ofForm.test(name) && !/\.(not|all)$/.test(name))
  const first = words.concat(filters.take(mostCommon)).concat(named((name) => name === 'limit'))
  return [
    { title: undefined, parameters: first },
    { title: 'More filters', parameters: filters.skip(mostCommon) },
    {
      title: 'Filters that exclude (.not) or want every value (.all)',
      parameters: named((name) => /\.(not|all)$/.test(name)),
    },
    {
      title: 'Order, pages and form of the answer',
      parameters: named((name) => name !== 'limit' && ofForm.test(name)),
    },
  ].filter(({ parameters }) => parameters.size > 0)
}

function groupedParameters(Original, { React }) {
  const { createElement: h, useState } = React

  function Group({ title, shown }) {
    const [open, setOpen] = useState(shown.isFilledIn)
    return h(
      'details',
      { className: 'group', open, onToggle: (event) => setOpen(event.currentTarget.open) },
      h('summary', null, `${title} (${shown.parameters.size})`),
      open && h(Original, shown),
    )
  }

  return function Grouped(props) {
    if (props.parameters.size <= mostCommon + 2) return h(Original, props)
    const [first, ...others] = groupsOf(props.parameters)
    const isFilledIn = (parameter) =>
      props.specSelectors.parameterWithMetaByIdentity(props.pathMethod, parameter).get('value') !== undefined
    return h(
      React.Fragment,
      null,
      h(Original, { ...props, parameters: first.parameters }),
      ...others.map(({ title, parameters }) =>
        h(Group, {
          key: title,
          title,
          shown: {
            ...props,
            parameters,
            operation: props.operation.delete('requestBody'),
            isFilledIn: parameters.some(isFilledIn),
          },
        }),
      ),
    )
  }
}

/** The answers of an operation, described when somebody wants to read that: drawing their schemas takes most of the time. */
function foldedResponses(Original, { React }) {
  const { createElement: h, useState } = React
  return function Folded(props) {
    const [open, setOpen] = useState(false)
    if (props.tryItOutResponse) return h(Original, props)
    return h(
      'details',
      { className: 'group', open, onToggle: (event) => setOpen(event.currentTarget.open) },
      h('summary', null, 'What it answers'),
      open && h(Original, props),
    )
  }
}

const plainName =
  (_original, { React }) =>
  ({ text }) =>
    React.createElement('span', null, text)

const kept = new Map()

/** Names of a noun's records: those that begin with what is typed, else some of them. */
function namesOf(noun, typed) {
  const language = /\p{Script=Han}/u.test(typed) ? 'zh-Hant' : 'en'
  const address = typed
    ? `v1/suggest?noun=${noun}&limit=20&lang=${language}&q=${encodeURIComponent(typed)}`
    : `v1/${noun}?limit=50&total=none`
  if (!kept.has(address)) {
    const asked = fetch(address, { headers: { accept: 'application/json' } })
      .then((answer) => (answer.ok ? answer.json() : { data: [] }))
      .then(({ data }) => data.map(nameOf))
      .catch(() => [])
    kept.set(address, asked)
  }
  return kept.get(address)
}

function nameOf(found) {
  const text = found.label ?? found.name ?? found.title ?? {}
  return {
    id: found.id,
    label: typeof text === 'string' ? text : (text.en ?? text['zh-Hant'] ?? text['zh-Hans'] ?? found.id),
  }
}

const wait = 200

/** A field for the id of a record of a noun. */
function idField(noun, system) {
  return function IdField({ value, onChange, disabled, errors }) {
    const { createElement: h, Fragment, useEffect, useId, useState } = system.React
    const list = useId()
    const [typed, setTyped] = useState(value ?? '')
    const [names, setNames] = useState([])
    const [isReached, setReached] = useState(false)
    useEffect(() => setTyped(value ?? ''), [value])
    useEffect(() => {
      if (!isReached) return undefined
      const timer = setTimeout(async () => {
        const found = await namesOf(noun, typed)
        // A browser offers only what holds the words typed, so that each name is told with them.
        const holds = ({ id, label }) => `${id} ${label}`.toLowerCase().includes(typed.toLowerCase())
        setNames(found.map((name) => (holds(name) ? name : { ...name, label: `${name.label} (${typed})` })))
      }, wait)
      return () => clearTimeout(timer)
    }, [typed, isReached])
    return h(
      Fragment,
      null,
      h('input', {
        type: 'text',
        value: typed,
        disabled,
        list,
        className: errors?.size ? 'invalid' : '',
        placeholder: `an id of ${noun}, or the beginning of a name`,
        onFocus: () => setReached(true),
        onChange: ({ target }) => {
          setTyped(target.value)
          onChange(target.value)
        },
      }),
      h('datalist', { id: list }, ...names.map(({ id, label }) => h('option', { key: id, value: id, label }))),
    )
  }
}

/** Keeps the operations whose path, summary or group holds the words. */
function filterOperations(groups, phrase) {
  const sought = phrase.toLowerCase()
  const textOf = (operation) =>
    `${operation.get('method')} ${operation.get('path')} ${operation.getIn(['operation', 'summary'])}`
  const kept = (operations) => operations.filter((operation) => textOf(operation).toLowerCase().includes(sought))
  return groups
    .map((group, name) => (name.toLowerCase().includes(sought) ? group : group.update('operations', kept)))
    .filter((group) => group.get('operations').size > 0)
}

const registry = (system) => ({
  components: Object.fromEntries(nouns.map((noun) => [`JsonSchema_string_${noun}-id`, idField(noun, system)])),
  wrapComponents: {
    parameters: groupedParameters,
    responses: foldedResponses,
    // The page tells these itself, and there is one server.
    InfoContainer: () => () => null,
    ServersContainer: () => () => null,
    // The name of an operation stands in a button, where a link is out of place. Opening it changes the address all the same.
    DeepLink: plainName,
  },
  fn: { opsFilter: filterOperations },
  statePlugins: {
    layout: {
      wrapSelectors: {
        // Groups in which something was found are open.
        isShown:
          (original, { layoutSelectors }) =>
          (_state, thing, otherwise) => {
            const isGroup = Array.isArray(thing) && thing[0] === 'operations-tag'
            const isSought =
              typeof layoutSelectors.currentFilter() === 'string' && layoutSelectors.currentFilter() !== ''
            return original(thing, isGroup && isSought ? true : otherwise)
          },
      },
    },
  },
})

const ui = window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.contract,
  plugins: [registry],
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  syntaxHighlight: { theme: 'tomorrow-night' },
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: () => document.documentElement.classList.add('ready'),
})

/** Opens the operation that a request is of, and fills in what the request asks. */
function fillIn(address) {
  const { pathname, searchParams } = new URL(address)
  const path = pathname.slice(new URL('.', document.baseURI).pathname.length - 1)
  const contract = ui.specSelectors.specJson()
  const operation = contract.getIn(['paths', path, 'get'])
  for (const given of operation.get('parameters')) {
    const parameter = given.has('$ref') ? contract.getIn(given.get('$ref').split('/').slice(1)) : given
    const name = parameter.get('name')
    const values = searchParams.getAll(name)
    const isList = parameter.getIn(['schema', 'type']) === 'array'
    if (values.length > 0) ui.specActions.changeParam([path, 'get'], name, 'query', isList ? values : values[0])
  }
  const [tag, id] = [operation.getIn(['tags', 0]), operation.get('operationId')]
  ui.layoutActions.show(['operations-tag', tag], true)
  ui.layoutActions.show(['operations', tag, id], true)
  const reached = new MutationObserver(() => showOpened(`operations-${tag}-${id}`, reached))
  reached.observe(place, { childList: true, subtree: true })
  showOpened(`operations-${tag}-${id}`, reached)
}

function showOpened(id, reached) {
  const button = document.querySelector(`#${id} .execute`)
  if (!button) return
  reached.disconnect()
  document.getElementById(id).scrollIntoView()
  button.focus({ preventScroll: true })
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-fill]')
  if (!link || !ui.specSelectors.specJson().has('paths')) return
  event.preventDefault()
  fillIn(link.href)
})

const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', paint)
paint()

/** Gives names and places to what Swagger UI draws without them. */
function mend() {
  const unnamed = (selector) => [...place.querySelectorAll(selector)].filter((one) => !one.hasAttribute('aria-label'))
  for (const field of unnamed('tr[data-param-name] :is(input, select, textarea)'))
    field.setAttribute('aria-label', field.closest('tr').dataset.paramName)
  for (const button of unnamed('.json-schema-form-item-remove')) button.setAttribute('aria-label', 'Remove this item')
  for (const field of unnamed('.body-param__text')) field.setAttribute('aria-label', 'Request body')
  for (const field of unnamed('.operation-filter-input')) field.setAttribute('aria-label', 'Find an operation')
  for (const area of place.querySelectorAll('pre:not([tabindex]), .table-container:not([tabindex])')) area.tabIndex = 0
}
new MutationObserver(mend).observe(place, { childList: true, subtree: true })
