"""The rules of a truancy sweep, and nothing else.

Pure: the standard library only, no clock, no input or output, and no import from the rest of the
project. Time comes in as an argument, and so does any numerical function the standard library
lacks. Every other room may import this one.
"""
