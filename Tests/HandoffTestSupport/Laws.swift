import Foundation

/// How much of a long law is looked at.
public enum Laws {
  /// Whether laws are looked at whole; they are small otherwise.
  ///
  /// That is so where `HANDOFF_LAWS` is `whole`, as in `.ci/run`.
  public static let areWhole = ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"

  /// All elements, or every so-manieth one.
  public static func sample<Element>(_ elements: [Element], every step: Int) -> [Element] {
    guard !areWhole else { return elements }
    return stride(from: 0, to: elements.count, by: step).map { elements[$0] }
  }
}
