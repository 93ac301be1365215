import { texts } from '../language/texts.ts'

// The words for values that several nouns share.

export const sideWords = {
  hk: texts('Hong Kong', '香港', '香港'),
  mainland: texts('Mainland', '內地', '内地'),
  macao: texts('Macao', '澳門', '澳门'),
  other: texts('Other', '其他', '其他'),
}

export const confidenceWords = {
  high: texts('High', '高', '高'),
  medium: texts('Medium', '中', '中'),
  low: texts('Low', '低', '低'),
}

export const yesNoWords = {
  true: texts('Yes', '是', '是'),
  false: texts('No', '否', '否'),
}
