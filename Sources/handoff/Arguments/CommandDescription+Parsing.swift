extension CommandDescription {
  /// Reads the words after the command's name.
  ///
  /// Options may stand anywhere, as `--name VALUE`, `--name=VALUE` or `-n VALUE`; after `--` every word is an
  /// argument, and a single `-` always is.
  ///
  /// - Throws: ``UsageError`` for the first word that does not fit.
  package func parse(_ words: some Sequence<String>) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments(command: name)
    var rest = Array(words)[...]
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || !word.hasPrefix("-") || word == "-" {
        parsed.operands.append(word)
      } else if word == "--" {
        optionsEnded = true
      } else {
        try parseOption(word, rest: &rest, into: &parsed)
      }
    }
    // Help must be had even where the rest is not complete yet.
    if parsed.has(.help) { return parsed }
    let form = forms.first { parsed.has($0.option) }
    try check(
      parsed.operands, against: form?.operands ?? operands, usage: form.map { usage(of: $0) } ?? usage)
    guard parsed.inputs.count(where: { $0 == "-" || $0.hasPrefix("-#") }) <= 1 else {
      throw UsageError(command: name, .extraOperand("-", usage: "standard input can be read only once"))
    }
    return parsed
  }

  private func parseOption(
    _ word: String, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let spelling = String(parts[0])
    guard let option = options.first(where: { $0.isSpelled(spelling) }) else {
      throw UsageError(command: name, .unknownOption(spelling, known: options.map { "--" + $0.name }))
    }
    let attached = parts.count == 2 ? String(parts[1]) : nil
    guard let placeholder = option.placeholder else {
      if let attached {
        throw UsageError(command: name, .unexpectedValue(option: option.name, value: attached))
      }
      parsed.add(option, "")
      return
    }
    if parsed.has(option), !option.isRepeatable {
      throw UsageError(command: name, .repeatedOption(option.name))
    }
    guard let text = attached ?? rest.popFirst(), attached != nil || text != "--" else {
      throw UsageError(command: name, .missingValue(option: option.name, placeholder: placeholder))
    }
    if case .choice(let words) = option.value, !words.contains(text) {
      throw UsageError(command: name, .badChoice(option: option.name, found: text, known: words))
    }
    if let allowed = option.refusal(of: text) {
      throw UsageError(command: name, .badValue(option: option.name, found: text, allowed: allowed))
    }
    parsed.add(option, text)
  }

  private func check(
    _ given: [String], against operands: [Operand], usage: String
  ) throws(UsageError) {
    var place = 0
    for operand in operands {
      if place == given.count, operand.count != .optional {
        throw UsageError(command: name, .missingOperand(operand.name, usage: usage))
      }
      let last = operand.count == .oneOrMore ? given.count : min(place + 1, given.count)
      if case .words(let known) = operand.completion {
        for text in given[place..<last] where !known.contains(text) {
          throw UsageError(command: name, .badOperand(name: operand.name, found: text, known: known))
        }
      }
      place = last
    }
    if place < given.count {
      throw UsageError(command: name, .extraOperand(given[place], usage: usage))
    }
  }
}

extension OptionDescription {
  fileprivate func isSpelled(_ spelling: String) -> Bool {
    spelling == "--" + name || letter.map { spelling == "-\($0)" } == true
  }
}
