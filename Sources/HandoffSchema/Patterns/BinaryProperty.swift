/// The binary properties of ECMA-262 by their long and short names.
enum BinaryProperty {
  private typealias Row = (names: [String], holds: @Sendable (Unicode.Scalar.Properties) -> Bool)

  // The standard library tells these.
  private static let rows: [Row] = [
    (["ASCII_Hex_Digit", "AHex"], { $0.isASCIIHexDigit }),
    (["Alphabetic", "Alpha"], { $0.isAlphabetic }),
    (["Bidi_Control", "Bidi_C"], { $0.isBidiControl }),
    (["Bidi_Mirrored", "Bidi_M"], { $0.isBidiMirrored }),
    (["Case_Ignorable", "CI"], { $0.isCaseIgnorable }),
    (["Cased"], { $0.isCased }),
    (["Changes_When_Casefolded", "CWCF"], { $0.changesWhenCaseFolded }),
    (["Changes_When_Casemapped", "CWCM"], { $0.changesWhenCaseMapped }),
    (["Changes_When_Lowercased", "CWL"], { $0.changesWhenLowercased }),
    (["Changes_When_NFKC_Casefolded", "CWKCF"], { $0.changesWhenNFKCCaseFolded }),
    (["Changes_When_Titlecased", "CWT"], { $0.changesWhenTitlecased }),
    (["Changes_When_Uppercased", "CWU"], { $0.changesWhenUppercased }),
    (["Dash"], { $0.isDash }),
    (["Default_Ignorable_Code_Point", "DI"], { $0.isDefaultIgnorableCodePoint }),
    (["Deprecated", "Dep"], { $0.isDeprecated }),
    (["Diacritic", "Dia"], { $0.isDiacritic }),
    (["Emoji"], { $0.isEmoji }),
    (["Emoji_Modifier", "EMod"], { $0.isEmojiModifier }),
    (["Emoji_Modifier_Base", "EBase"], { $0.isEmojiModifierBase }),
    (["Emoji_Presentation", "EPres"], { $0.isEmojiPresentation }),
    (["Extender", "Ext"], { $0.isExtender }),
    (["Grapheme_Base", "Gr_Base"], { $0.isGraphemeBase }),
    (["Grapheme_Extend", "Gr_Ext"], { $0.isGraphemeExtend }),
    (["Hex_Digit", "Hex"], { $0.isHexDigit }),
    (["IDS_Binary_Operator", "IDSB"], { $0.isIDSBinaryOperator }),
    (["IDS_Trinary_Operator", "IDST"], { $0.isIDSTrinaryOperator }),
    (["ID_Continue", "IDC"], { $0.isIDContinue }),
    (["ID_Start", "IDS"], { $0.isIDStart }),
    (["Ideographic", "Ideo"], { $0.isIdeographic }),
    (["Join_Control", "Join_C"], { $0.isJoinControl }),
    (["Logical_Order_Exception", "LOE"], { $0.isLogicalOrderException }),
    (["Lowercase", "Lower"], { $0.isLowercase }),
    (["Math"], { $0.isMath }),
    (["Noncharacter_Code_Point", "NChar"], { $0.isNoncharacterCodePoint }),
    (["Pattern_Syntax", "Pat_Syn"], { $0.isPatternSyntax }),
    (["Pattern_White_Space", "Pat_WS"], { $0.isPatternWhitespace }),
    (["Quotation_Mark", "QMark"], { $0.isQuotationMark }),
    (["Radical"], { $0.isRadical }),
    (["Sentence_Terminal", "STerm"], { $0.isSentenceTerminal }),
    (["Soft_Dotted", "SD"], { $0.isSoftDotted }),
    (["Terminal_Punctuation", "Term"], { $0.isTerminalPunctuation }),
    (["Unified_Ideograph", "UIdeo"], { $0.isUnifiedIdeograph }),
    (["Uppercase", "Upper"], { $0.isUppercase }),
    (["Variation_Selector", "VS"], { $0.isVariationSelector }),
    (["White_Space", "space"], { $0.isWhitespace }),
    (["XID_Continue", "XIDC"], { $0.isXIDContinue }),
    (["XID_Start", "XIDS"], { $0.isXIDStart }),
  ]

  // The standard library does not; the sets are fixed by Unicode (emoji-data.txt, PropList.txt) or derived.
  private static let fixed: [(names: [String], set: @Sendable () -> CodePointSet?)] = [
    (["ASCII"], { CodePointSet([0...0x7F]) }),
    (["Any"], { .all }),
    (["Assigned"], { GeneralCategoryTable.codePoints(of: "Cn")?.complement }),
    (
      ["Emoji_Component", "EComp"],
      {
        CodePointSet([
          0x23...0x23, 0x2A...0x2A, 0x30...0x39, 0x200D...0x200D, 0x20E3...0x20E3, 0xFE0F...0xFE0F,
          0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0x1F9B0...0x1F9B3, 0xE0020...0xE007F,
        ])
      }
    ),
    (["Extended_Pictographic", "ExtPict"], { ScriptTable.decode(ScriptTable.extendedPictographic[...]) }),
    (["Regional_Indicator", "RI"], { CodePointSet([0x1F1E6...0x1F1FF]) }),
  ]

  /// Every name, long and short.
  static var names: [String] { rows.flatMap(\.names) + fixed.flatMap(\.names) }

  /// The code points that have a property.
  static func codePoints(of name: String) -> CodePointSet? {
    if let row = fixed.first(where: { $0.names.contains(name) }) { return row.set() }
    guard let row = rows.first(where: { $0.names.contains(name) }) else { return nil }
    func isMember(_ value: UInt32) -> Bool {
      Unicode.Scalar(value).map { row.holds($0.properties) } ?? false
    }
    return UnicodeProperty.collect(
      { row.holds($0.properties) }, rest: false, privateUse: isMember(0xF0000)
    ).union(unassignedMembers(isMember))
  }

  // Noncharacters and some ignorable code points have properties though no character is assigned there.
  private static func unassignedMembers(_ isMember: (UInt32) -> Bool) -> CodePointSet {
    var ranges: [ClosedRange<UInt32>] = []
    for plane in UInt32(4)...16 {
      for value in [plane << 16 + 0xFFFE, plane << 16 + 0xFFFF] where isMember(value) {
        ranges.append(value...value)
      }
    }
    return CodePointSet(ranges)
  }
}
