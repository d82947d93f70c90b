/// The modules that a file of Python imports.
enum PythonImports {
  /// The modules by their whole names, without those that are imported relative to the file.
  static func of(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == "(" || $0 == ";" }
      switch words.first {
      case "from":
        // A line of prose may begin with "from", too.
        let isImport = words.count > 2 && words[2] == "import" && !words[1].hasPrefix(".")
        return isImport ? [String(words[1])] : []
      case "import":
        var modules: [String] = []
        var isAlias = false
        for word in words.dropFirst() {
          if word.hasPrefix("#") { break }
          if word == "as" {
            isAlias = true
          } else {
            if !isAlias { modules.append(String(word)) }
            isAlias = false
          }
        }
        return modules
      default: return []
      }
    }
  }
}
