internal import HandoffSchema

/// Where a declaration was written: in Swift source or in a manifest.
public struct SourceLocation: Sendable {
  /// The file: for Swift `Module/File.swift` (`#fileID`, so that a binary names no path of the machine that
  /// built it and is the same everywhere), for a manifest as the caller named it.
  public var file: String
  /// From 1.
  public var line: Int
  private var spelledPointer: String?
  // Half the size of an `Int`: no text is longer, and large systems keep many locations. 0 says nothing.
  private var storedColumn: UInt32 = 0
  /// One more than the index of a handoff, whose pointer is spelled only when somebody asks; 0 for none.
  private var handoff: UInt32 = 0

  /// Makes a place.
  public init(file: String, line: Int, column: Int? = nil, pointer: String? = nil) {
    self.file = file
    self.line = line
    spelledPointer = pointer
    self.column = column
  }

  /// The location of a handoff of a manifest.
  init(file: String, _ location: TextLocation, handoff: Int) {
    self.init(file: file, line: location.line, column: location.column)
    self.handoff = UInt32(handoff + 1)
  }

  /// In code points from 1; absent for Swift declarations.
  public var column: Int? {
    get { storedColumn == 0 ? nil : Int(storedColumn) }
    set { storedColumn = newValue.map { UInt32(clamping: $0) } ?? 0 }
  }

  /// Within a manifest: the pointer to the element.
  public var pointer: String? {
    get { handoff == 0 ? spelledPointer : "/handoffs/\(handoff - 1)" }
    set {
      spelledPointer = newValue
      handoff = 0
    }
  }
}

extension SourceLocation: Hashable {
  /// Compares file, line, column and pointer.
  public static func == (left: Self, right: Self) -> Bool {
    left.line == right.line && left.storedColumn == right.storedColumn && left.file == right.file
      && left.pointer == right.pointer
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(line)
    hasher.combine(storedColumn)
    hasher.combine(pointer)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// The place as compilers write it: `file:line:column`.
  public var description: String {
    "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}
