#error this program is not to be compiled // error
