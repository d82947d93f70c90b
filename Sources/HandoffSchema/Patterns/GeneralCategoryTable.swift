/// The general categories of Unicode by all their names in ECMA-262.
enum GeneralCategoryTable {
  private struct Row {
    var names: [String]
    var categories: [Unicode.GeneralCategory]
  }

  private static let rows: [Row] = [
    Row(names: ["Cased_Letter", "LC"], categories: [.lowercaseLetter, .titlecaseLetter, .uppercaseLetter]),
    Row(names: ["Close_Punctuation", "Pe"], categories: [.closePunctuation]),
    Row(names: ["Connector_Punctuation", "Pc"], categories: [.connectorPunctuation]),
    Row(names: ["Control", "Cc", "cntrl"], categories: [.control]),
    Row(names: ["Currency_Symbol", "Sc"], categories: [.currencySymbol]),
    Row(names: ["Dash_Punctuation", "Pd"], categories: [.dashPunctuation]),
    Row(names: ["Decimal_Number", "Nd", "digit"], categories: [.decimalNumber]),
    Row(names: ["Enclosing_Mark", "Me"], categories: [.enclosingMark]),
    Row(names: ["Final_Punctuation", "Pf"], categories: [.finalPunctuation]),
    Row(names: ["Format", "Cf"], categories: [.format]),
    Row(names: ["Initial_Punctuation", "Pi"], categories: [.initialPunctuation]),
    Row(
      names: ["Letter", "L"],
      categories: [.lowercaseLetter, .modifierLetter, .otherLetter, .titlecaseLetter, .uppercaseLetter]),
    Row(names: ["Letter_Number", "Nl"], categories: [.letterNumber]),
    Row(names: ["Line_Separator", "Zl"], categories: [.lineSeparator]),
    Row(names: ["Lowercase_Letter", "Ll"], categories: [.lowercaseLetter]),
    Row(
      names: ["Mark", "M", "Combining_Mark"], categories: [.enclosingMark, .nonspacingMark, .spacingMark]),
    Row(names: ["Math_Symbol", "Sm"], categories: [.mathSymbol]),
    Row(names: ["Modifier_Letter", "Lm"], categories: [.modifierLetter]),
    Row(names: ["Modifier_Symbol", "Sk"], categories: [.modifierSymbol]),
    Row(names: ["Nonspacing_Mark", "Mn"], categories: [.nonspacingMark]),
    Row(names: ["Number", "N"], categories: [.decimalNumber, .letterNumber, .otherNumber]),
    Row(names: ["Open_Punctuation", "Ps"], categories: [.openPunctuation]),
    Row(names: ["Other", "C"], categories: [.control, .format, .privateUse, .surrogate, .unassigned]),
    Row(names: ["Other_Letter", "Lo"], categories: [.otherLetter]),
    Row(names: ["Other_Number", "No"], categories: [.otherNumber]),
    Row(names: ["Other_Punctuation", "Po"], categories: [.otherPunctuation]),
    Row(names: ["Other_Symbol", "So"], categories: [.otherSymbol]),
    Row(names: ["Paragraph_Separator", "Zp"], categories: [.paragraphSeparator]),
    Row(names: ["Private_Use", "Co"], categories: [.privateUse]),
    Row(
      names: ["Punctuation", "P", "punct"],
      categories: [
        .closePunctuation, .connectorPunctuation, .dashPunctuation, .finalPunctuation, .initialPunctuation,
        .openPunctuation, .otherPunctuation,
      ]),
    Row(names: ["Separator", "Z"], categories: [.lineSeparator, .paragraphSeparator, .spaceSeparator]),
    Row(names: ["Space_Separator", "Zs"], categories: [.spaceSeparator]),
    Row(names: ["Spacing_Mark", "Mc"], categories: [.spacingMark]),
    Row(names: ["Surrogate", "Cs"], categories: [.surrogate]),
    Row(names: ["Symbol", "S"], categories: [.currencySymbol, .mathSymbol, .modifierSymbol, .otherSymbol]),
    Row(names: ["Titlecase_Letter", "Lt"], categories: [.titlecaseLetter]),
    Row(names: ["Unassigned", "Cn"], categories: [.unassigned]),
    Row(names: ["Uppercase_Letter", "Lu"], categories: [.uppercaseLetter]),
  ]

  /// Every name, long and short, in the order of the rows.
  static var names: [String] { rows.flatMap(\.names) }

  /// The code points of a category or group of categories.
  static func codePoints(of name: String) -> CodePointSet? {
    guard let row = rows.first(where: { $0.names.contains(name) }) else { return nil }
    return UnicodeProperty.collect(
      { row.categories.contains($0.properties.generalCategory) },
      rest: row.categories.contains(.unassigned),
      privateUse: row.categories.contains(.privateUse))
  }
}
