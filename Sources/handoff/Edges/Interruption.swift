import Synchronization

/// What Ctrl-C means: while a check runs, the first one ends it with a report of what was found so far.
enum Interruption {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var isAwaited = false
  }

  private static let state = Mutex(State())

  /// Sets what is done.
  static func onRequest(_ cancel: @escaping @Sendable () -> Void) { state.withLock { $0.cancel = cancel } }

  /// Begins to take the next request; it is taken once.
  static func expect() { state.withLock { $0.isAwaited = true } }

  /// Leaves requests to others again.
  static func ignore() { state.withLock { $0.isAwaited = false } }

  /// Takes a request; false where nobody awaits one.
  static func take() -> Bool {
    let cancel = state.withLock { state -> (@Sendable () -> Void)? in
      guard state.isAwaited else { return nil }
      state.isAwaited = false
      return state.cancel
    }
    cancel?()
    return cancel != nil
  }
}
