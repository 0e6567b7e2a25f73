"""One HTML file from a package's template: nothing external in it, readable without script."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from raimon_local.written_files import write_whole


def write(package: str, template: str, file: Path, **values: object) -> None:
    """Write the template of the package, filled in; the folders above the file are made."""
    environment = Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined
    )
    text = environment.get_template(template).render(**values)
    write_whole(file, text.encode())
