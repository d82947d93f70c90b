import HandoffRouting

/// What becomes of each declared failure.
struct FailureSection {
  private let matrix: FailureMatrix

  init(_ matrix: FailureMatrix) {
    self.matrix = matrix
  }

  var section: PageWriter.Section {
    var lines: [String] = []
    if matrix.paths.isEmpty {
      lines.append("<p class=\"soft\">No agent declares a failure.</p>")
    } else {
      lines += [
        "<div class=\"\(PageWriter.frame(ofRows: matrix.paths.count))\" tabindex=\"0\" role=\"region\" aria-label=\"Declared failures\"><table>",
        "<thead><tr>" + FailureMatrix.head.map { "<th scope=\"col\">\($0.lowercased())</th>" }.joined()
          + "</tr></thead>", "<tbody>",
      ]
      lines += matrix.paths.map { path in
        let cells = matrix.cells(path).map(HTMLText.excerpt)
        return "<tr><th scope=\"row\">\(cells[0])</th>"
          + cells.dropFirst().map { "<td>\($0)</td>" }.joined() + "</tr>"
      }
      lines += ["</tbody>", "</table></div>"]
    }
    lines += matrix.notes.map { "<p class=\"soft\">\(HTMLText.escaped($0))</p>" }
    return PageWriter.Section(id: "failures", title: "Failures", lines: lines)
  }
}
