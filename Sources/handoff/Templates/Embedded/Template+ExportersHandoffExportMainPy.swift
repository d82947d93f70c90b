// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/__main__.py; change that file instead.
extension Template {
  static let exportersHandoffExportMainPy = Template(
    path: "exporters/handoff_export/__main__.py",
    text: ##"""
      """The command line: `python3 -m handoff_export my_module:team > system.json`."""

      import argparse
      import importlib
      import importlib.util
      import inspect
      import json
      import os
      import sys

      from . import Unreadable, export, exporters


      def loaded(target):
          """The object that `module:name` or `file.py:name` names; a factory without parameters is called."""
          module, colon, path = target.rpartition(":")
          if not colon:
              raise Unreadable("expected MODULE:OBJECT, found %r" % target)
          if module.endswith(".py"):
              sys.path.insert(0, os.path.dirname(os.path.abspath(module)))
              name = os.path.splitext(os.path.basename(module))[0]
              spec = importlib.util.spec_from_file_location(name, module)
              if spec is None or not os.path.exists(module):
                  raise Unreadable("there is no file %s" % module)
              value = importlib.util.module_from_spec(spec)
              sys.modules[name] = value  # Types that name each other are looked up here.
              spec.loader.exec_module(value)
          else:
              sys.path.insert(0, os.getcwd())
              value = importlib.import_module(module)
          for part in path.split("."):
              if not hasattr(value, part):
                  names = [n for n in vars(value) if not n.startswith("_")] if hasattr(value, "__dict__") else []
                  raise Unreadable("%s has no %r; it has: %s" % (target, part, ", ".join(names)))
              value = getattr(value, part)
          if inspect.isfunction(value):
              needed = [p.name for p in inspect.signature(value).parameters.values() if p.default is p.empty]
              if needed:
                  raise Unreadable("%s is a function that needs %s; name a built object" % (target, ", ".join(needed)))
              value = value()
          return value


      def main(arguments=None):
          known = "\n".join("  %-16s %s" % (e.FRAMEWORK, e.OBJECTS) for e in exporters())
          parser = argparse.ArgumentParser(
              prog="python3 -m handoff_export",
              description="Writes the Handoff manifest of a live object to standard output.",
              epilog="frameworks:\n" + known,
              formatter_class=argparse.RawDescriptionHelpFormatter,
          )
          parser.add_argument("object", metavar="MODULE:OBJECT", help="a module or a .py file, and the object in it")
          parser.add_argument("--name", help="the system's name (default: what the object is called)")
          parser.add_argument("--client", help="what the caller of A2A cards or MCP tools is called")
          parser.add_argument("--output", metavar="FILE", help="where to write the manifest")
          options = parser.parse_args(arguments)
          try:
              draft = export(loaded(options.object), options.name, options.client)
          except (Unreadable, ImportError) as problem:
              print("handoff_export: %s" % problem, file=sys.stderr)
              return 2
          if draft.name == "system":
              draft.name = options.object.rpartition(":")[2]
          text = json.dumps(draft.manifest(), indent=2, ensure_ascii=False) + "\n"
          if options.output:
              with open(options.output, "w", encoding="utf-8") as file:
                  file.write(text)
          else:
              sys.stdout.write(text)
          for line in draft.loss_lines():
              print(line, file=sys.stderr)
          return 0


      if __name__ == "__main__":
          sys.exit(main())

      """##)
}
