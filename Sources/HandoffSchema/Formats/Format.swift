struct Format {
  init?(named name: String) { return nil }
  var phrase: String { "" }
  func accepts(_ text: String) -> Bool { true }
}
