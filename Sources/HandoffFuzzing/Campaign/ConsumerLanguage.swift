/// The language of a consumer, as far as reports suggest what to write in it.
public enum ConsumerLanguage: Sendable, Hashable, CaseIterable {
  case swift, python, javaScript, other
}
