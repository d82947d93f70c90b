#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  // For `environ`, which is a variable in C; it is read once, before any other thread changes it.
  @preconcurrency import Glibc
#endif

/// What programs get from the process that starts them.
package struct ProcessEnvironment: Sendable, Hashable {
  /// `NAME=value` each, in the order of the operating system.
  package var variables: [String]
  /// Where this process is: an absolute path.
  package var folder: String

  package init(variables: [String] = [], folder: String = "/") {
    self.variables = variables
    self.folder = folder
  }

  /// The value of a variable, or `nil` where it is unset.
  package func variable(_ name: String) -> String? {
    let start = Array("\(name)=".utf8)
    return variables.first { $0.utf8.starts(with: start) }.map {
      String(decoding: $0.utf8.dropFirst(start.count), as: UTF8.self)
    }
  }

  /// The path of a folder that may be named from this one; this one where none is named.
  package func path(of directory: String?) -> String {
    guard let directory, !directory.isEmpty else { return folder }
    return directory.hasPrefix("/") ? directory : "\(folder)/\(directory)"
  }

  /// Gives a variable a value, whether it had one or not.
  package mutating func set(_ name: String, to value: String) {
    let start = Array("\(name)=".utf8)
    variables.removeAll { $0.utf8.starts(with: start) }
    variables.append("\(name)=\(value)")
  }

  /// That of this process.
  package static func ofThisProcess() -> ProcessEnvironment {
    var variables: [String] = []
    var next = environ
    while let entry = next.pointee {
      variables.append(String(cString: entry))
      next += 1
    }
    let path = getcwd(nil, 0)
    defer { free(path) }
    return ProcessEnvironment(variables: variables, folder: path.map { String(cString: $0) } ?? "/")
  }
}
