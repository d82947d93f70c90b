extension ParsedArguments {
  /// One format and where it goes.
  package struct Destination: Sendable, Hashable {
    /// What `--format` says; `nil` where nothing does.
    package var format: String?
    /// What `--output` says; `nil` for standard output.
    package var file: String?
  }

  /// The formats in order, each with the file of the `--output` behind it; `--output` may also stand in front where there
  /// is only one format.
  ///
  /// - Throws: ``UsageError`` where two would go to standard output or to one file.
  package func destinations() throws(UsageError) -> [Destination] {
    var found: [Destination] = []
    for given in inOrder(.reportFormat, .reportOutput) {
      if given.option == OptionDescription.reportFormat.name {
        // A file that stands in front belongs to the first format.
        if found.count == 1, found[0].format == nil {
          found[0].format = given.text
        } else {
          found.append(Destination(format: given.text))
        }
      } else if let last = found.indices.last, found[last].file == nil {
        found[last].file = given.text
      } else if found.isEmpty {
        found.append(Destination(file: given.text))
      } else {
        throw UsageError(
          command: command,
          .meaninglessOption(
            "output", because: "every --output needs a --format of its own in front of it"))
      }
    }
    if found.isEmpty { found.append(Destination()) }
    if found.count(where: { $0.file == nil }) > 1 {
      throw UsageError(
        command: command,
        .meaninglessOption(
          "format", because: "two formats would be mixed on standard output; write --output FILE behind one"))
    }
    let files = found.compactMap(\.file)
    for (place, file) in files.enumerated() where files[..<place].contains(file) {
      throw UsageError(
        command: command,
        .meaninglessOption("output", because: "two formats would be written to one file"))
    }
    return found
  }
}
