/// An optional value that is kept outside of its owner, so that the owner stays small where it is absent and
/// cheap to copy where it is not.
@propertyWrapper
package struct Boxed<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box?

  package init(wrappedValue: Value?) {
    box = wrappedValue.map(Box.init)
  }

  package var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }

  /// True where there is no value; says so without copying it.
  package var projectedValue: Bool { box == nil }
}
