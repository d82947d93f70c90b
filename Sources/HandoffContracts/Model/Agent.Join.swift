public import HandoffSchema

extension Agent {
  /// How many of the branches that lead to an agent it waits for, and what it then gets.
  public struct Join: Sendable {
    /// How many branches must have arrived.
    public enum Wait: Sendable, Hashable {
      /// All of them.
      case all
      /// So many, from 1; whichever come first.
      case count(Int)
    }

    /// What is made of one payload of each branch that arrived.
    public enum Received: String, Sendable, Hashable, CaseIterable {
      /// One object with the members of all.
      case merged
      /// An array, in the order of the branches.
      case list
      /// An object with one member for each branch, named by its sender.
      case bySender
    }

    /// How many branches it waits for.
    public var wait: Wait
    /// What it gets.
    public var receives: Received
    /// The names of the handoffs that are its branches.
    ///
    /// Where empty: all that lead to it on output, except those that it hands to itself. A handoff on a failure or on
    /// a limit that the sender of a branch has to the same agent brings that branch too.
    public var branches: [String]
    /// Members whose names begin with `x-`, kept as they were.
    public var extensions: JSONObject = [:]

    /// How many of so many branches must have arrived; more than there are where it waits for more than it can get.
    package func needed(of branches: Int) -> Int {
      switch wait {
      case .all: branches
      case .count(let count): max(count, 1)
      }
    }

    /// Makes a join.
    public init(_ wait: Wait = .all, receives: Received = .merged, of branches: [String] = []) {
      self.wait = wait
      self.receives = receives
      self.branches = branches
    }
  }
}

extension Agent.Join: Equatable {
  /// Compares names by code point.
  public static func == (left: Self, right: Self) -> Bool {
    left.wait == right.wait && left.receives == right.receives && same(left.branches, right.branches)
      && left.extensions == right.extensions
  }
}
