/** The grounds of counts on white, from few to many, and the colour of the words on each. */
export const shades = [
  { ground: '#e3eef9', words: '#1b2026' },
  { ground: '#bcd7f0', words: '#1b2026' },
  { ground: '#8fbbe3', words: '#1b2026' },
  { ground: '#2f6fae', words: '#fff' },
  { ground: '#0d3b66', words: '#fff' },
]
