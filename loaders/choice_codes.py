"""What can be wrong with what somebody chose for the reading of a file (`loaders.choices`)."""

from framework.problems import Code

NOT_THIS_ENCODING = Code(
    "NOT_THIS_ENCODING",
    "The file was to be read as {what}, but this line has bytes that are not. Choose another encoding, or none.",
    "load --encoding utf-8",
)
NO_HEADER_LINE = Code(
    "NO_HEADER_LINE",
    "The header was to be on this line, but no row with text starts here. Choose the line on which the columns are named.",
    "load --header-line 40",
)
NO_SUCH_HEADER = Code(
    "NO_SUCH_HEADER",
    "The meaning of this column was chosen, but no column is called so. Columns are {columns}.",
    "load --column Кол-во=value",
)
NO_SUCH_DIMENSION = Code(
    "NO_SUCH_DIMENSION",
    "The column was to be of the dimension {dimension}, which the project has not. Dimensions are {known}.",
    "load --column Пол=dimension:gender",
)
LAYOUT_DIFFERS = Code(
    "LAYOUT_DIFFERS",
    "The table was to be read with {layout} as columns, but its columns are not so. Choose another layout, or none.",
    "load --layout periods",
)

CODES: tuple[Code, ...] = tuple(each for each in list(globals().values()) if isinstance(each, Code))
