"""Lets a library do with an older version of a symbol than the one that was newest where it was linked."""

from elftools.elf.elffile import ELFFile


def lower(path, version, older):
    """Asks for `older` where the library asks for `version`; ValueError if it does not, or has the other one already.

    Names of versions are found by a hash, and are as long as each other. Format: https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
    """
    if len(version) != len(older):
        raise ValueError(f"{version} and {older} differ in length")
    with open(path, "r+b") as file:
        elf = ELFFile(file)
        needs, names = elf.get_section_by_name(".gnu.version_r"), elf.get_section_by_name(".dynstr")
        places = [
            (auxiliary["vna_name"], offset)
            for _, auxiliaries, offsets in _needed(needs)
            for auxiliary, offset in zip(auxiliaries, offsets, strict=True)
            if auxiliary.name == version
        ]
        if len(places) != 1:
            raise ValueError(f"{path} asks {len(places)} times for {version}")
        name, offset = places[0]
        file.seek(names["sh_offset"] + name)
        file.write(older.encode())
        file.seek(offset)
        file.write(_hash(older).to_bytes(4, "little"))


def _needed(section):
    """Each library that is needed, with the entries for its versions and where their hashes stand in the file."""
    offset = section["sh_offset"]
    for verneed, auxiliaries in section.iter_versions():
        entries, places, at = list(auxiliaries), [], offset + verneed["vn_aux"]
        for entry in entries:
            places.append(at)  # vna_hash comes first
            at += entry["vna_next"]
        yield verneed, entries, places
        offset += verneed["vn_next"]


def _hash(name):
    """The hash function of ELF's symbol tables."""
    value = 0
    for letter in name.encode():
        value = (value << 4) + letter
        high = value & 0xF0000000
        value = (value ^ high >> 24) & ~high
    return value & 0xFFFFFFFF
