'a' "b" """c
d"""
r'\n', b'\x00\xff' b'z', Rb'\x', u'u' 'v'
'\a\b\f\n\r\t\v\\\'\"\101\x41\u00e9\U0001F600\N{BULLET}\q\
'
'\N{LINE FEED}\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E2D}'
