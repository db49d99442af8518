"""``temu-jtl`` by the interpreter that runs the tests."""

from entrypoints.cli.main import main

if __name__ == "__main__":
    main()
